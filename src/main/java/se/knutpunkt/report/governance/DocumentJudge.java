package se.knutpunkt.report.governance;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import se.knutpunkt.directory.Directory;
import se.knutpunkt.directory.GoverningDocument;
import se.knutpunkt.directory.economy.Quarter;
import se.knutpunkt.directory.governance.Body;
import se.knutpunkt.directory.governance.Decision;
import se.knutpunkt.directory.governance.GovernanceRegister;
import se.knutpunkt.report.Remark;
import se.knutpunkt.report.RemarkCode;

/** Judges whether a flow may rest on a document in a quarter. */
final class DocumentJudge {

    private final Directory directory;
    private final GovernanceRegister register;
    private final Quarter quarter;

    DocumentJudge(Directory directory, Quarter quarter) {
        this.directory = directory;
        this.register = directory.registers().governance();
        this.quarter = quarter;
    }

    /** What {@code documents} lack for the flow called {@code about}, added to {@code remarks}; true when one of them is enough. */
    boolean judge(String about, List<String> documents, List<Remark> remarks) {
        if (documents.isEmpty()) {
            remarks.add(Remark.of(RemarkCode.NO_DOCUMENT, about));
        }
        boolean sound = false;
        for (String id : documents) {
            Optional<GoverningDocument> document = directory.findDocument(id);
            if (document.isPresent()) {
                boolean valid = isValid(about, document.get(), remarks);
                boolean decided = isDecided(about, document.get(), remarks);
                sound |= valid && decided;
            }
        }
        return sound;
    }

    private boolean isValid(String about, GoverningDocument document, List<Remark> remarks) {
        int before = remarks.size();
        if (document.validFrom().isAfter(quarter.firstDay())) {
            remarks.add(Remark.of(
                    RemarkCode.DOCUMENT_NOT_YET_VALID,
                    about,
                    document.id(),
                    document.validFrom().toString()));
        }
        document.validUntil()
                .ifPresent(until -> expiry(until)
                        .ifPresent(code -> remarks.add(Remark.of(code, about, document.id(), until.toString()))));
        replacement(document)
                .ifPresent(other ->
                        remarks.add(Remark.of(RemarkCode.DOCUMENT_REPLACED, about, document.id(), other.id())));
        boolean valid = remarks.size() == before;
        if (document.unconfirmed()) {
            remarks.add(Remark.of(RemarkCode.DOCUMENT_UNCONFIRMED, about, document.id()));
        }
        return valid;
    }

    private Optional<RemarkCode> expiry(LocalDate until) {
        if (until.isBefore(quarter.firstDay())) {
            return Optional.of(RemarkCode.DOCUMENT_EXPIRED);
        }
        return until.isBefore(quarter.lastDay()) ? Optional.of(RemarkCode.DOCUMENT_EXPIRES) : Optional.empty();
    }

    /** The document that had replaced it by the end of the quarter. */
    private Optional<GoverningDocument> replacement(GoverningDocument document) {
        return directory.listDocuments().stream()
                .filter(other -> other.trail().replaces().contains(document.id()))
                .filter(other -> !other.validFrom().isAfter(quarter.lastDay()))
                .findFirst();
    }

    private boolean isDecided(String about, GoverningDocument document, List<Remark> remarks) {
        Optional<Decision> decision = register.findDecision(document.trail().decisionId());
        if (decision.isEmpty()) {
            remarks.add(Remark.of(RemarkCode.NO_DECISION, about, document.id()));
        } else if (lacksPlace(decision.get(), document)) {
            remarks.add(Remark.of(
                    RemarkCode.DECISION_WITHOUT_DAY, about, decision.get().id()));
        }
        String bodyId = decision.map(Decision::bodyId).orElse(document.trail().bodyId());
        Optional<Body> body = register.findBody(bodyId);
        body.ifPresent(found -> judgeBody(about, document, found, remarks));
        return body.filter(found -> found.right().isDeciding()).isPresent();
    }

    /** A law is found by its number; what a body decided, by day and number. */
    private static boolean lacksPlace(Decision decision, GoverningDocument document) {
        return decision.reference().isEmpty()
                || (decision.day().isEmpty() && !document.level().equals("law"));
    }

    private static void judgeBody(String about, GoverningDocument document, Body body, List<Remark> remarks) {
        if (!body.right().isDeciding()) {
            remarks.add(Remark.of(
                    RemarkCode.BODY_MAY_NOT_DECIDE,
                    about,
                    document.id(),
                    body.shortName(),
                    body.right().code()));
        } else if (body.rightUnconfirmed()) {
            remarks.add(Remark.of(RemarkCode.RIGHT_UNCONFIRMED, about, document.id(), body.shortName()));
        }
    }
}
