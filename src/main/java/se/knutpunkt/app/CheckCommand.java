package se.knutpunkt.app;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import se.knutpunkt.activation.ConfigurationCheck;
import se.knutpunkt.activation.WholeCandidateReader;
import se.knutpunkt.message.IdentityPolicy;

/** Lists every defect of {@code routes/}, {@code adapters/} and {@code mappings/} without starting anything; exit 0 only if none. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "List every defect of routes/, adapters/ and mappings/; exit 0 only if there is none.")
final class CheckCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--configuration",
            defaultValue = "${env:HUB_CONFIGURATION:-.}",
            description = "the folder that holds routes/, adapters/ and mappings/; default ${DEFAULT-VALUE}")
    private Path folder;

    @Override
    public Integer call() {
        return new ConfigurationCheck(folder, new WholeCandidateReader(CheckCommand::address, IdentityPolicy.demo()))
                .run(spec.commandLine().getOut());
    }

    /** Addresses are the environment's; where it says none, the check stands in so that files can be checked anywhere. */
    private static String address(String name) {
        String value = System.getenv(name);
        return value == null ? "http://127.0.0.1:1" : value;
    }
}
