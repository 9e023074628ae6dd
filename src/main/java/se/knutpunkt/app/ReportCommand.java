package se.knutpunkt.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import se.knutpunkt.message.HubException;
import se.knutpunkt.report.desk.ReportRequest;
import se.knutpunkt.report.figures.Period;

/** Writes the report of a quarter or a year from the ledger, also while the hub runs; exit 0 when written, 2 when it cannot be. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = {
            "Write the report of a quarter or a year as HTML, PDF, CSV and JSON, from the ledger, also while the hub runs.",
            "An approved report is written as it was approved. docs/report.md"
        })
final class ReportCommand implements Callable<Integer> {

    private static final int NOT_DONE = 2;

    @Spec
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private When when;

    @Option(names = "--out", required = true, description = "folder to write to; made when it is not there")
    private Path out;

    @ArgGroup
    private Whose whose = new Whose();

    @Option(names = "--data", defaultValue = "${env:HUB_DATA:-data}", description = "default HUB_DATA, else data")
    private Path data;

    /** Which period. */
    static final class When {
        @Option(names = "--quarter", description = "such as 2026Q3")
        private String quarter;

        @Option(names = "--year", description = "such as 2026")
        private String year;
    }

    /** One page to take home instead of the whole report. */
    static final class Whose {
        @Option(names = "--municipality", defaultValue = "", description = "the page of a municipality, such as mark")
        private String municipality = "";

        @Option(names = "--group", defaultValue = "", description = "the page of vvg or of a subregion")
        private String group = "";
    }

    @Override
    public Integer call() throws IOException {
        ReportRequest request = request();
        PrintWriter told = spec.commandLine().getOut();
        try (ReportHome home = ReportHome.open(data)) {
            Map<String, byte[]> files = home.reports().files(request);
            Files.createDirectories(out);
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                Path path = out.resolve(file.getKey());
                Files.write(path, file.getValue());
                told.println(path);
            }
            told.flush();
            return 0;
        } catch (HubException refused) {
            spec.commandLine().getErr().println(refused.getMessage());
            spec.commandLine().getErr().flush();
            return NOT_DONE;
        }
    }

    private ReportRequest request() {
        try {
            Period period = Period.parse(when.quarter != null ? when.quarter : when.year);
            if (period.isYear() != (when.year != null)) {
                throw new ParameterException(
                        spec.commandLine(),
                        when.year != null ? "--year: a year such as 2026" : "--quarter: a quarter such as 2026Q3");
            }
            return new ReportRequest(period, whose.municipality, whose.group);
        } catch (HubException wrong) {
            throw new ParameterException(
                    spec.commandLine(),
                    when.year != null ? "--year: a year such as 2026" : "--quarter: a quarter such as 2026Q3");
        }
    }
}
