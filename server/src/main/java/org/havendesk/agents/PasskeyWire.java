package org.havendesk.agents;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What goes between a browser and us about passkeys, in the JSON of WebAuthn Level 3, 5.1.8 to 5.1.10: a browser's
 * {@code parseCreationOptionsFromJSON} and {@code toJSON} read and write it. Bytes are in base64url without padding.
 */
final class PasskeyWire {
    private static final String PUBLIC_KEY = "public-key";

    private PasskeyWire() {}

    /** What a device is asked to make. */
    record CreationOptions(
            Site rp,
            User user,
            String challenge,
            List<Algorithm> pubKeyCredParams,
            long timeout,
            List<Descriptor> excludeCredentials,
            Selection authenticatorSelection,
            String attestation) {}

    record Site(String id, String name) {}

    record User(String id, String name, String displayName) {}

    /** @param alg as COSE numbers it (RFC 9053) */
    record Algorithm(String type, long alg) {
        static Algorithm of(long alg) {
            return new Algorithm(PUBLIC_KEY, alg);
        }
    }

    record Descriptor(String type, String id, List<String> transports) {
        static Descriptor of(String id, List<String> transports) {
            return new Descriptor(PUBLIC_KEY, id, transports);
        }
    }

    record Selection(String residentKey, boolean requireResidentKey, String userVerification) {}

    /** What a device is asked to prove. */
    record RequestOptions(
            String challenge, long timeout, String rpId, List<Descriptor> allowCredentials, String userVerification) {}

    /** What a device made. */
    record Registration(String id, Attestation response) {}

    record Attestation(
            String clientDataJSON,
            String attestationObject,
            @Nullable List<String> transports) {}

    /** What a device proves. */
    record Proof(String id, Assertion response) {}

    record Assertion(
            String clientDataJSON,
            String authenticatorData,
            String signature,
            @Nullable String userHandle) {}
}
