package se.knutpunkt.canonical;

import java.time.YearMonth;

/** Whether the date at the beginning of a FHIR time is one that the calendar has. */
final class CalendarDate {

    private CalendarDate() {}

    /** @param text a date, dateTime, instant or time whose form is already known to be right */
    static boolean isReal(String text) {
        if (text.length() < 10 || text.charAt(4) != '-') {
            return true;
        }
        int day = Integer.parseInt(text, 8, 10, 10);
        return day <= 28
                || day
                        <= YearMonth.of(Integer.parseInt(text, 0, 4, 10), Integer.parseInt(text, 5, 7, 10))
                                .lengthOfMonth();
    }
}
