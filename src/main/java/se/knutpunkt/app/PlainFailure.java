package se.knutpunkt.app;

import java.io.PrintWriter;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.ErrorTexts;
import se.knutpunkt.message.HubException;

/** Says in one line why the hub does not start, and how to mend it; a stack trace only for what is not in the error catalogue. */
final class PlainFailure implements IExecutionExceptionHandler {

    /** As for a command line that makes no sense: the command is not for this kind of hub. */
    private static final int NOT_HERE = 2;

    @Override
    public int handleExecutionException(Exception failure, CommandLine commandLine, ParseResult parsed) {
        PrintWriter err = commandLine.getErr();
        HubException known = findHubException(failure);
        if (known == null) {
            failure.printStackTrace(err);
        } else {
            err.println(known.code().number() + " " + new ErrorTexts().operator(known.code(), Locale.ENGLISH));
            err.println("  " + known.refusal().place() + ": " + known.refusal().detail());
        }
        err.flush();
        return known != null && known.code() == ErrorCode.BACKUP_EXTERNAL_DATABASE ? NOT_HERE : 1;
    }

    private static HubException findHubException(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof HubException known) {
                return known;
            }
        }
        return null;
    }
}
