package se.knutpunkt.console.mend;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import se.knutpunkt.console.Paged;
import se.knutpunkt.ledger.Revision;
import se.knutpunkt.message.Refusal;
import se.knutpunkt.operate.mend.Edit;
import se.knutpunkt.operate.mend.EditOutcome;
import se.knutpunkt.operate.mend.Edits;
import se.knutpunkt.security.ConsolePaths;
import se.knutpunkt.security.Operator;
import se.knutpunkt.security.Requires;
import se.knutpunkt.security.Right;

/** Edits of held messages, for programs. No answer holds content; that is read where payloads are read. */
@RestController
@RequestMapping(ConsolePaths.API + "/edits")
@Tag(name = "Edits", description = "Held messages edited by hand and sent once")
public class EditsApi {

    private static final int MOST = 200;

    private final Edits edits;

    EditsApi(Edits edits) {
        this.edits = edits;
    }

    /** What to edit: the id is made by the program, so that asking twice edits once. */
    public record NewEdit(UUID id, UUID deliveryId, Set<UUID> alike, UUID basedOn, String text, String reason) {}

    /** Why. */
    public record Why(String reason) {}

    /** What must be mended in an edit. */
    public record Wrong(String code, String place, String detail) {
        static Wrong of(Refusal refusal) {
            return new Wrong(refusal.code().number(), refusal.place(), refusal.detail());
        }
    }

    /** What became of it: a revision, or what is wrong with it. */
    public record Answer(Revision revision, List<Wrong> wrong) {}

    @Requires(Right.VIEW_MESSAGES)
    @GetMapping
    @Operation(summary = "Edits that wait for a second person, oldest first")
    Paged<Revision> proposed() {
        return new Paged<>(edits.listProposed(MOST), null);
    }

    @Requires(Right.VIEW_MESSAGES)
    @GetMapping("/{id}")
    @Operation(summary = "One edit; no content")
    Revision one(@PathVariable UUID id) {
        return edits.require(id);
    }

    @Requires(Right.EDIT_AND_RESEND)
    @PostMapping
    @Operation(
            summary = "Edit a held message",
            description =
                    "201 when it is kept: sent, or waiting for a second person. 422 with what is wrong when it would break the"
                            + " message. 409 when what was edited is not held, or not what the editor saw, any more.")
    ResponseEntity<Answer> make(@RequestBody NewEdit edit, Operator operator) {
        EditOutcome outcome = edits.make(
                new Edit(
                        SelectionForm.id("id", String.valueOf(edit.id())),
                        SelectionForm.id("deliveryId", String.valueOf(edit.deliveryId())),
                        edit.alike() == null ? Set.of() : edit.alike(),
                        SelectionForm.id("basedOn", String.valueOf(edit.basedOn())),
                        String.valueOf(edit.text())),
                operator.name(),
                edit.reason());
        return answer(outcome, HttpStatus.CREATED);
    }

    @Requires(Right.APPROVE_RESEND)
    @PostMapping("/{id}/approve")
    @Operation(summary = "Send what another person has edited", description = "409 for its own editor.")
    ResponseEntity<Answer> approve(@PathVariable UUID id, @RequestBody Why why, Operator operator) {
        return answer(edits.approve(id, operator.name(), why.reason()), HttpStatus.OK);
    }

    @Requires(Right.APPROVE_RESEND)
    @PostMapping("/{id}/reject")
    @Operation(summary = "Do not send it; what it was for stays held")
    Revision reject(@PathVariable UUID id, @RequestBody Why why, Operator operator) {
        return edits.reject(id, operator.name(), why.reason());
    }

    private static ResponseEntity<Answer> answer(EditOutcome outcome, HttpStatus kept) {
        if (outcome instanceof EditOutcome.Refused refused) {
            return ResponseEntity.unprocessableEntity()
                    .body(new Answer(
                            null, refused.refusals().stream().map(Wrong::of).toList()));
        }
        return ResponseEntity.status(kept).body(new Answer(((EditOutcome.Kept) outcome).revision(), List.of()));
    }
}
