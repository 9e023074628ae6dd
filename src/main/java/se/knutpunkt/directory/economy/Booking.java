package se.knutpunkt.directory.economy;

import java.time.LocalDate;

/**
 * One row of a voucher that a service bears.
 *
 * @param voucher series and number of the voucher
 * @param account account it is booked on
 * @param ore whole öre; an income is negative
 */
public record Booking(String serviceId, LocalDate day, String voucher, String account, long ore, Place place) {

    public Quarter quarter() {
        return Quarter.of(day);
    }
}
