package org.havendesk.spam;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/**
 * What is known about spam before an account has taught anything: a model that is only read, shared by all accounts.
 * It says less and less as an account's own marks grow.
 */
public final class Prior {
    /** After so many marks of its own, an account listens half as much. */
    private static final double FADES = 50;

    private static final double START = 0.5;

    private final SpamModel model;

    /** @param model learned from messages that belong to no account; must not be taught any more */
    public Prior(SpamModel model) {
        this.model = model;
    }

    /**
     * The prior that comes with the product, learned from messages invented for it: what unwanted mail tends to be about
     * and what customers tend to ask, in the product's languages.
     */
    public static Prior shipped() {
        var model = SpamModel.empty(new SpamKey(0, 0), SpamModel.HAM_LOSS);
        var lines = shippedLines();
        for (int i = 0; i < lines.size(); i++) {
            var fields = lines.get(i).split("\t", 2);
            var print = model.fingerprint(Evidence.ofText("", "", fields[1]));
            var name = Integer.toString(i);
            model.learn(
                    new LedgerRow(name, name, fields[0].equals("spam"), LedgerRow.Strength.MARK, Instant.EPOCH, print));
        }
        return new Prior(model);
    }

    private static List<String> shippedLines() {
        try (var in = Prior.class.getResourceAsStream("prior.txt")) {
            if (in == null) throw new IllegalStateException("prior.txt is missing from the program");
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.contains("\t"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    double logOdds(Evidence evidence) {
        return Math.clamp(model.logOdds(evidence), -Calibration.CLIP, Calibration.CLIP);
    }

    static double weight(int marks) {
        return START * FADES / (FADES + marks);
    }
}
