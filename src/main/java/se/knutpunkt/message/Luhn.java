package se.knutpunkt.message;

/** The check digit of Swedish numbers: weights 2, 1, 2, 1 … from the left over ten digits (folkbokföringslagen 18 §). */
public final class Luhn {

    private Luhn() {}

    /** True when {@code tenDigits} is ten digits whose last is the check digit of the nine before. */
    public static boolean isValid(CharSequence tenDigits) {
        if (tenDigits.length() != 10) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < 10; i++) {
            int digit = tenDigits.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return false;
            }
            int weighted = i % 2 == 0 ? digit * 2 : digit;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return sum % 10 == 0;
    }

    /** The digit that makes {@code nineDigits} ten. */
    public static char checkDigit(String nineDigits) {
        for (char digit = '0'; digit <= '9'; digit++) {
            if (isValid(nineDigits + digit)) {
                return digit;
            }
        }
        throw new IllegalArgumentException("not nine digits");
    }
}
