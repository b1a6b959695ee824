package org.havendesk.email.auth;

/**
 * The result of one check.
 *
 * @param reason why, a word for which each language has a sentence
 * @param domain what the result is about; empty when it is about none
 */
public record Finding(Result result, String reason, String domain) {
    public boolean passed() {
        return result == Result.PASS;
    }

    static Finding none(String reason) {
        return new Finding(Result.NONE, reason, "");
    }

    static Finding noAnswer(String domain) {
        return new Finding(Result.TEMPERROR, "noAnswer", domain);
    }
}
