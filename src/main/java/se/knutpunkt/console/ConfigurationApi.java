package se.knutpunkt.console;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import se.knutpunkt.activation.Activator;
import se.knutpunkt.configuration.Defect;
import se.knutpunkt.ledger.Activation;
import se.knutpunkt.ledger.ActivationProposal;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;
import se.knutpunkt.operate.configure.CaseMaker;
import se.knutpunkt.operate.configure.ConfigurationControl;
import se.knutpunkt.operate.configure.ConfigurationControl.Outcome;
import se.knutpunkt.operate.configure.ConfigurationControl.Request;
import se.knutpunkt.operate.configure.FileDifference;
import se.knutpunkt.operate.configure.WhatIf;
import se.knutpunkt.security.ConsolePaths;
import se.knutpunkt.security.Operator;
import se.knutpunkt.security.Requires;
import se.knutpunkt.security.Right;

/** Configurations for programs. */
@RestController
@RequestMapping(ConsolePaths.API + "/configuration")
@Tag(name = "Configuration", description = "What is and was in force, differences, checking, activating and going back")
public class ConfigurationApi {

    private final ConfigurationControl control;
    private final WhatIf whatIf;
    private final CaseMaker cases;

    ConfigurationApi(ConfigurationControl control, WhatIf whatIf, CaseMaker cases) {
        this.control = control;
        this.whatIf = whatIf;
        this.cases = cases;
    }

    /** A run of the last messages through the draft of a mapping. */
    public record Run(String mapping, int number, String reason) {}

    /** A case to be made of a message. */
    public record NewCase(UUID hubId, String mapping, String name, String reason) {}

    @Requires(Right.VIEW_PAYLOAD)
    @PostMapping("/what-if")
    @Operation(
            summary = "Run the last messages through the draft of a mapping; nothing is sent",
            description = "Only what differs is answered. It holds content, which nobody may store.")
    WhatIf.Result runWhatIf(@RequestBody Run run, Operator operator, HttpServletResponse response) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, IdempotencyFilter.NOT_STORED);
        return whatIf.run(String.valueOf(run.mapping()), run.number(), operator.name(), run.reason());
    }

    @Requires(Right.VIEW_PAYLOAD)
    @PostMapping(value = "/cases", produces = "application/zip")
    @Operation(summary = "Make a golden case of a message, with nothing of the person left in it")
    ResponseEntity<byte[]> makeCase(@RequestBody NewCase asked, Operator operator) {
        String name = String.valueOf(asked.name());
        if (asked.hubId() == null) {
            throw new HubException(ErrorCode.INVALID_PARAMETER, "hubId", "the hub's id of a message");
        }
        return ConfigurationPage.zip(
                cases.make(asked.hubId(), String.valueOf(asked.mapping()), name, operator.name(), asked.reason()),
                name);
    }

    /** What is in force, and what waits for a second person. */
    public record Current(String hash, boolean twoPersons, ActivationProposal proposal) {}

    /** The files of the candidate, checked. */
    public record Checked(String hash, int files, int cases, List<Defect> defects) {
        static Checked of(Activator.Checked checked) {
            return new Checked(checked.hash(), checked.files(), checked.cases(), checked.defects());
        }
    }

    /**
     * What is to be in force.
     *
     * @param hash of a snapshot, or of the files as they were checked
     * @param files true for the files
     * @param expected hash of what the caller saw in force
     * @param document id of the governing document that decided it; absent for none
     */
    public record Wanted(String hash, boolean files, String expected, String document, String reason) {}

    @Requires(Right.VIEW_CONFIGURATION)
    @GetMapping
    @Operation(summary = "What is in force")
    Current getCurrent() {
        return new Current(
                control.current(), control.twoPersons(), control.findProposal().orElse(null));
    }

    @Requires(Right.VIEW_CONFIGURATION)
    @GetMapping("/activations")
    @Operation(summary = "What came in force, newest first: when, by whom, why, and the document behind")
    Paged<Activation> list(
            @RequestParam(required = false) String cursor, @RequestParam(required = false) Integer limit) {
        return ConfigurationPage.activations(control, cursor, limit);
    }

    @Requires(Right.VIEW_CONFIGURATION)
    @GetMapping("/check")
    @Operation(summary = "Check the files and run every golden case; nothing is changed")
    Checked check() {
        return Checked.of(control.check());
    }

    @Requires(Right.VIEW_CONFIGURATION)
    @GetMapping("/diff")
    @Operation(summary = "What differs between two snapshots; files stands for the candidate")
    List<FileDifference> diff(@RequestParam String from, @RequestParam String to) {
        return control.diff(from, to);
    }

    @Requires(Right.ACTIVATE_CONFIGURATION)
    @PostMapping("/activations")
    @Operation(
            summary = "Bring the checked files or a snapshot in force, or propose it where two persons are asked for",
            description = "With defects nothing is done and all are told; 409 when another came in force meanwhile.")
    Outcome activate(@RequestBody Wanted wanted, Operator operator) {
        Request request = new Request(
                String.valueOf(wanted.hash()),
                String.valueOf(wanted.expected()),
                wanted.document() == null ? "" : wanted.document(),
                operator.name(),
                wanted.reason());
        return wanted.files() ? control.activateFiles(request) : control.activateSnapshot(request);
    }

    @Requires(Right.ACTIVATE_CONFIGURATION)
    @PostMapping("/proposal/approve")
    @Operation(summary = "The second person's yes", description = "409 for the one who proposed it.")
    Outcome approve(@RequestBody ControlApi.Why why, Operator operator) {
        return control.approve(operator.name(), why.reason());
    }

    @Requires(Right.ACTIVATE_CONFIGURATION)
    @PostMapping("/proposal/reject")
    @Operation(summary = "Take a proposal away")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void reject(@RequestBody ControlApi.Why why, Operator operator) {
        control.reject(operator.name(), why.reason());
    }
}
