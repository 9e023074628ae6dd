package se.knutpunkt.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

class ReasonTest {

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "   ", "ok  ", "1234"})
    void aReasonMustBeThere(String reason) {
        refused(reason, ErrorCode.REASON_MISSING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gäller 191212121212",
                "gäller 19121212-1212",
                "gäller 121212-1212",
                "gäller 121212+1212.",
                "121272-1212 samordningsnummer",
                "patienten (19 121212-1212)"
            })
    void aPersonsNumberIsRefusedAndNotRepeated(String reason) {
        refused(reason, ErrorCode.REASON_WITH_PERSON);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ärende INC0012345, se 2026-11-24 12:15",
                "leverans 0192f0aa-1b2c-7d3e-8f40-1234567890ab",
                "ring 031-390 06 44",
                "mottagaren var nere 10:00-12:30"
            })
    void ordinaryReasonsPass(String reason) {
        assertThat(Reason.require("  " + reason + " ")).isEqualTo(reason);
    }

    @Test
    void aReasonIsNoEssay() {
        refused("x".repeat(501), ErrorCode.INVALID_PARAMETER);
    }

    private static void refused(String reason, ErrorCode code) {
        assertThatThrownBy(() -> Reason.require(reason)).isInstanceOfSatisfying(HubException.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(code);
            assertThat(refusal.getMessage()).doesNotContain("1212");
        });
    }
}
