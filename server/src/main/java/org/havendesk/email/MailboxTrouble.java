package org.havendesk.email;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.FolderNotFoundException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.util.MailConnectException;

/**
 * What keeps mail from being fetched.
 *
 * @param step how far the talk with the server came
 * @param key of the text that explains it, {@code mailbox.trouble.<key>}
 * @param said the server's own words on one line; may be empty
 */
record MailboxTrouble(Step step, String key, String said) {
    private static final int SAID = 200;

    enum Step {
        RESOLVE,
        CONNECT,
        TLS,
        LOGIN,
        FOLDER,
        FETCH,
        DONE;

        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static MailboxTrouble of(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = next(cause)) {
            switch (cause) {
                case MailHosts.Refused refused -> {
                    return new MailboxTrouble(Step.RESOLVE, "private", "");
                }
                case UnknownHostException unknown -> {
                    return new MailboxTrouble(Step.RESOLVE, "resolve", "");
                }
                case SSLException tls -> {
                    return aboutTls(said(tls));
                }
                case CertificateException tls -> {
                    return aboutTls(said(tls));
                }
                case AuthenticationFailedException login -> {
                    return said(login).contains("STLS")
                            ? new MailboxTrouble(Step.TLS, "noTls", "")
                            : new MailboxTrouble(Step.LOGIN, "login", said(login));
                }
                case FolderNotFoundException folder -> {
                    return new MailboxTrouble(Step.FOLDER, "folder", "");
                }
                case ConnectException connect -> {
                    return new MailboxTrouble(Step.CONNECT, "connect", "");
                }
                case NoRouteToHostException connect -> {
                    return new MailboxTrouble(Step.CONNECT, "connect", "");
                }
                case SocketTimeoutException slow -> {
                    return new MailboxTrouble(Step.CONNECT, "slow", "");
                }
                case SocketException broken -> {
                    return new MailboxTrouble(Step.CONNECT, "broken", "");
                }
                default -> {
                    // looks further inside
                }
            }
        }
        var words = said(failure);
        return words.contains("STARTTLS")
                ? new MailboxTrouble(Step.TLS, "noTls", "")
                : new MailboxTrouble(
                        failure instanceof MailConnectException ? Step.CONNECT : Step.FETCH, "other", words);
    }

    /** What the libraries say of certificates, in words of ours. */
    private static MailboxTrouble aboutTls(String said) {
        if (said.contains("PKIX path building")) {
            return new MailboxTrouble(Step.TLS, "unknownCertificate", "");
        }
        if (said.contains("No subject alternative") || said.contains("No name matching")) {
            return new MailboxTrouble(Step.TLS, "otherCertificate", "");
        }
        if (said.contains("NotAfter") || said.contains("expired")) {
            return new MailboxTrouble(Step.TLS, "oldCertificate", "");
        }
        return new MailboxTrouble(Step.TLS, "tls", said);
    }

    private static @org.jspecify.annotations.Nullable Throwable next(Throwable failure) {
        if (failure instanceof jakarta.mail.MessagingException mail && mail.getNextException() != null) {
            return mail.getNextException();
        }
        return failure.getCause() == failure ? null : failure.getCause();
    }

    private static String said(Throwable failure) {
        var words = String.valueOf(failure.getMessage())
                .replaceAll("[\\s\\p{Cntrl}]+", " ")
                .strip();
        return words.length() <= SAID ? words : words.substring(0, SAID);
    }
}
