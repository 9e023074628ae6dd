package se.knutpunkt.directory;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads when a system takes deliveries. */
final class OpeningHoursReader {

    private OpeningHoursReader() {}

    static List<OpeningHours> read(SystemReader.Place place) {
        List<OpeningHours> all = new ArrayList<>();
        for (JsonNode hours : place.value("outbound.openingHours")) {
            Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
            hours.get("days")
                    .forEach(day -> days.add(DayOfWeek.valueOf(day.asText().toUpperCase(Locale.ROOT))));
            LocalTime from = clock(hours.get("from").asText());
            LocalTime to = clock(hours.get("to").asText());
            if (!to.equals(LocalTime.MIDNIGHT) && !from.isBefore(to)) {
                place.refuse(
                        "outbound.openingHours",
                        "opens " + hours.get("from").asText() + " and closes "
                                + hours.get("to").asText(),
                        "allowed: from earlier than to; hours over midnight are two entries, with 24:00 for the end of the day");
            }
            all.add(new OpeningHours(days, from, to));
        }
        return all;
    }

    private static LocalTime clock(String text) {
        return text.equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(text);
    }
}
