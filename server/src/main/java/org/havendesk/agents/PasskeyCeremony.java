package org.havendesk.agents;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.AuthenticationRequest;
import com.webauthn4j.data.AuthenticatorTransport;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.RegistrationRequest;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.CollectedClientData;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.Challenge;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.util.exception.WebAuthnException;
import com.webauthn4j.verifier.exception.MaliciousCounterValueException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.havendesk.platform.AgentId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The checks of WebAuthn Level 3, 7.1 and 7.2, by webauthn4j. Who made a device does not matter, so attestations are not
 * asked for and not looked at.
 */
@Component
class PasskeyCeremony {
    /** The algorithms that we take, the better first. */
    static final List<COSEAlgorithmIdentifier> ALGORITHMS =
            List.of(COSEAlgorithmIdentifier.EdDSA, COSEAlgorithmIdentifier.ES256, COSEAlgorithmIdentifier.RS256);

    private static final List<PublicKeyCredentialParameters> PARAMETERS = ALGORITHMS.stream()
            .map(algorithm -> new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, algorithm))
            .toList();

    private final ObjectConverter converter = new ObjectConverter();
    private final WebAuthnManager manager = WebAuthnManager.createNonStrictWebAuthnManager(converter);
    private final AttestedCredentialDataConverter credentials = new AttestedCredentialDataConverter(converter);

    /** An answer is none, or does not hold; why is nobody's business. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        private final boolean copied;

        private Refused(boolean copied) {
            super(copied ? "The sign counter went back" : "The answer does not hold");
            this.copied = copied;
        }

        /** Whether all was right but the counter: another device has the same key. */
        boolean copied() {
            return copied;
        }

        static Refused answer() {
            return new Refused(false);
        }
    }

    /** A new key that was read and not yet checked. */
    record Made(RegistrationData data) {
        byte[] challenge() throws Refused {
            return challengeOf(data.getCollectedClientData());
        }
    }

    /**
     * A proof that was read and not yet checked.
     *
     * @param userHandle whose key it is, as the device says
     */
    record Shown(AuthenticationData data, byte[] credentialId, Optional<byte[]> userHandle) {
        byte[] challenge() throws Refused {
            return challengeOf(data.getCollectedClientData());
        }

        long count() {
            return Optional.ofNullable(data.getAuthenticatorData())
                    .map(said -> said.getSignCount())
                    .orElse(0L);
        }

        boolean backedUp() {
            return Optional.ofNullable(data.getAuthenticatorData())
                    .filter(said -> said.isFlagBS())
                    .isPresent();
        }
    }

    /** @throws Refused whatever a parser may throw at bytes that a stranger made */
    Made read(PasskeyWire.Registration registration) throws Refused {
        var response = registration.response();
        try {
            return new Made(manager.parse(new RegistrationRequest(
                    bytes(response.attestationObject()),
                    bytes(response.clientDataJSON()),
                    Set.copyOf(transports(response.transports())))));
        } catch (RuntimeException e) {
            throw Refused.answer();
        }
    }

    /** @throws Refused whatever a parser may throw at bytes that a stranger made */
    Shown read(PasskeyWire.Proof proof) throws Refused {
        var response = proof.response();
        try {
            var id = bytes(proof.id());
            var handle = response.userHandle() == null ? new byte[0] : bytes(response.userHandle());
            var data = manager.parse(new AuthenticationRequest(
                    id,
                    handle,
                    bytes(response.authenticatorData()),
                    bytes(response.clientDataJSON()),
                    bytes(response.signature())));
            return new Shown(data, id, Optional.of(handle).filter(said -> said.length > 0));
        } catch (RuntimeException e) {
            throw Refused.answer();
        }
    }

    /** @throws Refused when it was not made here, or not for this challenge */
    PasskeyRows.Kept check(Made made, PasskeySite site, AgentId agent) throws Refused {
        try {
            var parameters = new RegistrationParameters(at(site, made.challenge()), PARAMETERS, false, true);
            var data = manager.verify(made.data(), parameters);
            var said = Optional.ofNullable(data.getAttestationObject())
                    .orElseThrow(Refused::answer)
                    .getAuthenticatorData();
            var credential =
                    Optional.ofNullable(said.getAttestedCredentialData()).orElseThrow(Refused::answer);
            return new PasskeyRows.Kept(
                    PasskeyRows.nextId(),
                    agent,
                    credential.getCredentialId(),
                    credentials.convert(credential),
                    said.getSignCount(),
                    said.isFlagUV(),
                    said.isFlagBE(),
                    said.isFlagBS(),
                    transportsOf(data));
        } catch (WebAuthnException | IllegalArgumentException e) {
            throw Refused.answer();
        }
    }

    /**
     * @param verified whether the device must have made sure who holds it, by finger, face or PIN
     * @throws Refused when the signature is not this key's, or not of this site and challenge
     */
    void check(Shown shown, PasskeySite site, PasskeyRows.Kept kept, boolean verified) throws Refused {
        try {
            var parameters = new AuthenticationParameters(
                    at(site, shown.challenge()), known(kept), List.of(kept.credentialId()), verified, true);
            manager.verify(shown.data(), parameters);
        } catch (MaliciousCounterValueException e) {
            throw new Refused(true);
        } catch (WebAuthnException | IllegalArgumentException e) {
            throw Refused.answer();
        }
    }

    private CredentialRecordImpl known(PasskeyRows.Kept kept) {
        return new CredentialRecordImpl(
                new NoneAttestationStatement(),
                kept.verifies(),
                kept.backupEligible(),
                kept.backedUp(),
                kept.signCount(),
                credentials.convert(kept.credential()),
                null,
                null,
                null,
                null);
    }

    private static ServerProperty at(PasskeySite site, byte[] challenge) {
        return ServerProperty.builder()
                .origin(Origin.create(site.origin()))
                .rpId(site.rpId())
                .challenge(new DefaultChallenge(challenge))
                .build();
    }

    private static byte[] challengeOf(@Nullable CollectedClientData said) throws Refused {
        return Optional.ofNullable(said)
                .map(CollectedClientData::getChallenge)
                .map(Challenge::getValue)
                .orElseThrow(Refused::answer);
    }

    private static List<String> transports(@Nullable List<String> said) {
        return said == null
                ? List.of()
                : said.stream()
                        .filter(word -> word.matches("[a-z-]{1,20}"))
                        .distinct()
                        .limit(8)
                        .toList();
    }

    private static List<String> transportsOf(RegistrationData data) {
        return Optional.ofNullable(data.getTransports()).orElseGet(Set::of).stream()
                .map(AuthenticatorTransport::getValue)
                .sorted()
                .toList();
    }

    private static byte[] bytes(String text) {
        return Base64.getUrlDecoder().decode(text);
    }
}
