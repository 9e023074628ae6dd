package se.knutpunkt.console;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;
import se.knutpunkt.operate.find.MessageExport;
import se.knutpunkt.operate.find.SearchReader;
import se.knutpunkt.operate.find.SearchRequest;
import se.knutpunkt.security.Operator;

/** Sends an export as a file, for the page and the API alike. */
final class MessageExports {

    private MessageExports() {}

    static void send(
            MessageExport export,
            SearchReader reader,
            Map<String, String> given,
            Operator operator,
            HttpServletResponse response)
            throws IOException {
        Map<String, String> parameters = new LinkedHashMap<>(given);
        MessageExport.Form form = form(parameters.remove("form"));
        SearchRequest request = MessagesApi.require(reader.read(parameters, null));
        export.begin(operator.name(), request);
        boolean csv = form == MessageExport.Form.CSV;
        response.setContentType(csv ? "text/csv;charset=UTF-8" : "application/jsonl;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=messages." + (csv ? "csv" : "jsonl"));
        export.write(request, form, response.getOutputStream());
    }

    private static MessageExport.Form form(String name) {
        for (MessageExport.Form form : MessageExport.Form.values()) {
            if (form.name().equalsIgnoreCase(name == null ? "csv" : name)) {
                return form;
            }
        }
        throw new HubException(ErrorCode.INVALID_PARAMETER, "form", "csv, jsonl");
    }
}
