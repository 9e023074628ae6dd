package se.knutpunkt.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import se.knutpunkt.bench.Figure.Aim;
import se.knutpunkt.configuration.Candidate;
import se.knutpunkt.configuration.Defect;
import se.knutpunkt.directory.Directory;
import se.knutpunkt.directory.DirectoryReader;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;
import se.knutpunkt.message.Ids;
import se.knutpunkt.simulate.AddressBook;
import se.knutpunkt.simulate.SimulatedMunicipality;

/**
 * One run: sets up hub and receivers in processes of their own, leads through the phases, prints what was measured and takes
 * everything down again.
 */
public final class Bench {

    private static final double START_AIM_SECONDS = 12;

    private final BenchOptions options;
    private final Commands commands;
    private final BiFunction<Directory, UnaryOperator<String>, AddressBook> books;
    private final Ids ids;
    private final Clock clock;

    /**
     * How this program is started again as another process.
     *
     * @param mainClass its main class
     * @param receivers the command that runs {@link ReceiverProcess}
     */
    public record Commands(String mainClass, String receivers) {}

    /** @param books makes the address book of a directory, given the token of each system */
    public Bench(
            BenchOptions options,
            Commands commands,
            BiFunction<Directory, UnaryOperator<String>, AddressBook> books,
            Ids ids,
            Clock clock) {
        this.options = options;
        this.commands = commands;
        this.books = books;
        this.ids = ids;
        this.clock = clock;
    }

    /** Prints table and JSON; true when nothing was lost, doubled without a mark or out of order. */
    public boolean run(PrintWriter out) {
        Machine machine = Machine.read(clock.instant().toString());
        BenchResult result = new BenchResult(machine);
        out.print(BenchTable.machine(machine));
        out.flush();
        BenchTokens tokens = new BenchTokens();
        BenchFolder folder = BenchFolder.create(options.folder(), tokens.create());
        boolean ended = false;
        try (ChildProcess receivers = startReceivers(folder)) {
            measure(folder, tokens, receivers, result, out);
            ended = true;
        } finally {
            if (ended && !options.keep()) {
                folder.delete();
            } else {
                out.println("The run's files are in " + folder.root());
            }
        }
        out.println();
        out.print(BenchTable.write(result));
        out.println(BenchJson.write(result));
        out.flush();
        return result.promises().areKept();
    }

    /** Room on the disk of a folder that need not be there yet, in bytes. */
    public static long freeBytes(Path folder) {
        return BenchFolder.freeBytes(folder);
    }

    private ChildProcess startReceivers(BenchFolder folder) {
        return ChildProcess.start(
                new ChildProcess.Start(
                        List.of("-Xmx400m", "-XX:+UseSerialGC"),
                        commands.mainClass(),
                        List.of(commands.receivers()),
                        folder.root(),
                        folder.receiverLog(),
                        Map.of()),
                true);
    }

    private void measure(
            BenchFolder folder, BenchTokens tokens, ChildProcess receiverProcess, BenchResult result, PrintWriter out) {
        new BenchConfiguration(options.configuration(), folder.configuration()).write();
        AddressBook book = book(folder, tokens);
        tokens.write(folder.tokens());
        Receivers receivers = new Receivers(address(receiverProcess));
        Micros micros = new Micros(clock);
        int run = ids.next().hashCode();
        try (HubProcess hub =
                new HubProcess(commands.mainClass(), folder, options.hubOptions(), receivers.baseUrl(), micros)) {
            result.add("start.firstSeconds", "first start, with a database to make", hub.start(), "s");
            try (HubSender sender = new HubSender(hub.baseUrl(), options.concurrency())) {
                Loads loads = new Loads(run, sender, receivers, micros);
                Rig rig = new Rig(
                        options,
                        hub,
                        receiverProcess,
                        receivers,
                        book.municipalities().stream()
                                .map(SimulatedMunicipality::systemId)
                                .toList(),
                        loads,
                        new MessageTemplates(options.configuration(), book, ids, clock, options.seed()),
                        new LedgerFigures(folder.data()),
                        result,
                        micros,
                        run,
                        folder.data(),
                        out,
                        Rig.nothingWritten());
                lead(rig);
                result.count(loads.promises());
            }
        }
    }

    private void lead(Rig rig) {
        Set<Phase> phases = options.phases();
        if (options.warmUpSeconds() > 0) {
            rig.tell("warming up");
            rig.run(MessageSize.SMALL, options.rate(), options.warmUpSeconds());
        }
        if (phases.contains(Phase.GROWTH)) {
            new GrowthPhase(rig).before();
        }
        if (phases.contains(Phase.LATENCY)) {
            new LatencyPhase(rig).run();
        }
        if (phases.contains(Phase.RESOURCES)) {
            new ResourcePhase(rig).run();
        }
        if (phases.contains(Phase.SUSTAINED)) {
            new SustainedPhase(rig).run();
        }
        if (phases.contains(Phase.DRAIN)) {
            new DrainPhase(rig).run();
        }
        if (phases.contains(Phase.ISOLATION)) {
            new IsolationPhase(rig).run();
        }
        if (phases.contains(Phase.RAW)) {
            new RawPhase(rig).run();
        }
        if (phases.contains(Phase.GROWTH)) {
            new GrowthPhase(rig).after();
        }
        if (phases.contains(Phase.START)) {
            rig.tell("start: with " + rig.ledger().countMessages() + " messages in the ledger");
            rig.hub().close();
            rig.result()
                    .add(
                            "start.seconds",
                            "ready after start with existing data",
                            rig.hub().start(),
                            "s",
                            Aim.atMost(START_AIM_SECONDS));
        }
        rig.loads().look();
    }

    /** Who takes part: the directory of the hub that is measured, with as many municipalities as are asked for. */
    private AddressBook book(BenchFolder folder, BenchTokens tokens) {
        List<Defect> defects = new ArrayList<>();
        Directory directory = DirectoryReader.read(
                        Candidate.read(folder.configuration(), defects), name -> "http://127.0.0.1:1", defects)
                .orElseThrow(() -> new HubException(
                        ErrorCode.CONFIGURATION_DEFECT, "--configuration", "see the command check: " + defects));
        AddressBook whole = books.apply(directory, tokens::get);
        return new AddressBook(
                whole.municipalities().stream()
                        .sorted(Comparator.comparingInt(SimulatedMunicipality::population)
                                .reversed())
                        .limit(options.receivers())
                        .toList(),
                whole.units(),
                whole.systems());
    }

    private static String address(ChildProcess receivers) {
        try {
            BufferedReader lines = new BufferedReader(
                    new InputStreamReader(receivers.process().getInputStream(), StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(ReceiverProcess.AT)) {
                    return line.substring(ReceiverProcess.AT.length());
                }
            }
        } catch (IOException broken) {
            throw new HubException(ErrorCode.INTERNAL, "receivers", "say nothing", broken);
        }
        throw new HubException(ErrorCode.INTERNAL, "receivers", "ended before they began, see receivers.log");
    }
}
