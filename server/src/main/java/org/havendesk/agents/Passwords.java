package org.havendesk.agents;

import java.text.Normalizer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.havendesk.platform.Tokens;
import org.havendesk.platform.TooMany;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Makes and checks hashes of passwords: Argon2id (RFC 9106), as much memory and as many passes as the settings say. Only so
 * many at a time, so that a flood of sign-ins takes neither the memory nor the processors from everybody else.
 */
@Component
class Passwords {
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int LANES = 1;
    private static final int PATIENCE_SECONDS = 10;
    private static final int WAITING = 100;

    private final Argon2PasswordEncoder argon2;
    private final String parameters;
    private final Semaphore places =
            new Semaphore(Math.max(2, Runtime.getRuntime().availableProcessors()), true);

    /** Nobody's: compared with when there is no such agent, so that the answer takes as long. */
    private final String nobodys;

    Passwords(AgentSettings settings) {
        var memory = (int) settings.passwordMemory().toKilobytes();
        var passes = settings.passwordPasses();
        this.argon2 = new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, memory, passes);
        this.parameters = "$argon2id$v=19$m=%d,t=%d,p=%d$".formatted(memory, passes, LANES);
        this.nobodys = argon2.encode(Tokens.next());
    }

    String hash(String password) {
        return inTurn(() -> argon2.encode(normal(password)));
    }

    /** Takes the same time whether or not there is a hash. */
    boolean matches(String password, Optional<String> hash) {
        var tried = password.length() <= PasswordRules.MAX ? normal(password) : "";
        var same = inTurn(() -> argon2.matches(tried, hash.orElse(nobodys)));
        return same && hash.isPresent();
    }

    /** Whether a hash was made with other settings than today's, so that it should be made anew when its password is shown. */
    boolean isDated(String hash) {
        return !hash.startsWith(parameters);
    }

    /** The same password typed on another keyboard may come composed otherwise (NIST SP 800-63B, 5.1.1.2). */
    private static String normal(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFKC);
    }

    private <T> T inTurn(Supplier<T> work) {
        if (places.getQueueLength() > WAITING || !entered()) {
            throw new TooMany("busy", Duration.ofSeconds(PATIENCE_SECONDS));
        }
        try {
            return work.get();
        } finally {
            places.release();
        }
    }

    private boolean entered() {
        try {
            return places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
