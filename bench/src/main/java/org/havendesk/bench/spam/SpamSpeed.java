package org.havendesk.bench.spam;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.havendesk.spam.Evidence;
import org.havendesk.spam.Judgement;
import org.havendesk.spam.LedgerRow;
import org.havendesk.spam.SpamKey;
import org.havendesk.spam.SpamModel;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Times one message at a time against a model that has learned {@value #KNOWN} invented mails. */
@State(Scope.Thread)
@BenchmarkMode({Mode.SampleTime, Mode.Throughput})
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 5)
@Measurement(iterations = 3, time = 5)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xmx1g", "-XX:+UseSerialGC"})
public class SpamSpeed {
    private static final int KNOWN = 1_500;

    /** Size of the message in bytes. */
    @Param({"150", "6000", "262144"})
    public int size;

    private final Random random = new Random(7);
    private final SpamModel model = SpamModel.empty(new SpamKey(1, 2), SpamModel.HAM_LOSS);
    private byte[][] mails = {};
    private int next;

    /** Teaches the model, and invents what is to be judged. */
    @Setup
    public void prepare() {
        for (int i = 0; i < KNOWN; i++) learn(i % 3 == 0, mail(i % 3 == 0, 4_000), "known" + i);
        mails = new byte[64][];
        for (int i = 0; i < mails.length; i++) mails[i] = mail(i % 3 == 0, size);
    }

    /** From the bytes of a message to the judgement with its reasons. */
    @Benchmark
    public Judgement score() {
        return model.score(Evidence.ofMail(mails[next++ & 63]));
    }

    /** From the bytes of a message to a model that knows it. */
    @Benchmark
    public int learn() {
        int at = next++;
        learn(at % 3 == 0, mails[at & 63], "new" + at);
        return model.marks();
    }

    private void learn(boolean spam, byte[] mail, String name) {
        var print = model.fingerprint(Evidence.ofMail(mail));
        model.learn(new LedgerRow(name, name, spam, LedgerRow.Strength.MARK, Instant.EPOCH, print));
    }

    private byte[] mail(boolean spam, int length) {
        var text = new StringBuilder("""
                Received: from mx%d.example.net (mx%d.example.net [192.0.2.%d]) by mail.acme.test with ESMTP; now
                From: "Sender %d" <sender%d@example.org>
                To: <help@acme.test>
                Subject: %s %s
                Message-ID: <%d@example.org>
                Content-Type: multipart/alternative; boundary=frontier

                --frontier
                Content-Type: text/html; charset=utf-8

                <html><body bgcolor="#ffffff"><p>""".formatted(
                        random.nextInt(50),
                        random.nextInt(50),
                        random.nextInt(250),
                        random.nextInt(500),
                        random.nextInt(500),
                        word(spam),
                        word(spam),
                        random.nextLong()));
        while (text.length() < length) {
            text.append(word(spam)).append(' ');
            if (random.nextInt(12) == 0)
                text.append("<br><a href=\"http://").append(word(spam)).append(".example/\">");
        }
        return text.append("\n--frontier--\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Some words come up in both kinds of mail, some more in one. */
    private String word(boolean spam) {
        int rank = (int) (Math.pow(random.nextDouble(), 3) * 20_000);
        return "w" + Integer.toString(random.nextInt(4) == 0 ? rank + (spam ? 20_000 : 40_000) : rank, 36);
    }
}
