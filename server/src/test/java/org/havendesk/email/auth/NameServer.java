package org.havendesk.email.auth;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.havendesk.email.auth.Dns.Kind;
import org.havendesk.testing.Zone;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** A name server on the loopback, over UDP and TCP, that answers from a zone. */
final class NameServer implements AutoCloseable {
    private static final int UDP_SIZE = 512;
    private static final int TTL = 300;

    private final Zone zone;
    private final ServerSocket tcp = new ServerSocket(0, 20, InetAddress.getLoopbackAddress());
    private final DatagramSocket udp = new DatagramSocket(tcp.getLocalPort(), InetAddress.getLoopbackAddress());
    private final AtomicInteger questions = new AtomicInteger();
    private volatile boolean silent;

    NameServer(Zone zone) throws IOException {
        this.zone = zone;
        Thread.ofVirtual().start(this::serveUdp);
        Thread.ofVirtual().start(this::serveTcp);
    }

    String address() {
        return "127.0.0.1:" + udp.getLocalPort();
    }

    int questions() {
        return questions.get();
    }

    /** From now on it reads and says nothing. */
    void fallSilent() {
        silent = true;
    }

    private void serveUdp() {
        try {
            while (true) {
                var asked = new DatagramPacket(new byte[UDP_SIZE], UDP_SIZE);
                udp.receive(asked);
                var answer = answer(Arrays.copyOf(asked.getData(), asked.getLength()), UDP_SIZE);
                if (answer.length > 0) {
                    udp.send(new DatagramPacket(answer, answer.length, asked.getSocketAddress()));
                }
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serveTcp() {
        try {
            while (true) {
                try (Socket socket = tcp.accept()) {
                    var in = new DataInputStream(socket.getInputStream());
                    var answer = answer(in.readNBytes(in.readUnsignedShort()), Message.MAXLENGTH);
                    var out = new DataOutputStream(socket.getOutputStream());
                    out.writeShort(answer.length);
                    out.write(answer);
                    out.flush();
                }
            }
        } catch (IOException e) {
            // closed
        }
    }

    private byte[] answer(byte[] asked, int most) throws IOException {
        questions.incrementAndGet();
        if (silent) {
            return new byte[0];
        }
        var question = new Message(asked);
        var answer = new Message(question.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setFlag(Flags.RA);
        answer.addRecord(question.getQuestion(), Section.QUESTION);
        if (question.getQuestion().getType() != Type.NS) {
            fill(answer, question.getQuestion());
        }
        return answer.toWire(most);
    }

    private void fill(Message answer, Record asked) throws IOException {
        try {
            var name = asked.getName();
            if (zone.ask("alias." + name.toString(true), Kind.PTR) instanceof List<String> alias && !alias.isEmpty()) {
                var to = Name.fromString(alias.getFirst() + ".");
                answer.addRecord(new CNAMERecord(name, DClass.IN, TTL, to), Section.ANSWER);
                name = to;
            }
            for (var record : records(name, asked.getType())) {
                answer.addRecord(record, Section.ANSWER);
            }
            if (answer.getSection(Section.ANSWER).isEmpty()) {
                answer.getHeader().setRcode(Rcode.NXDOMAIN);
            }
        } catch (Dns.NoAnswer e) {
            answer.getHeader().setRcode(Rcode.SERVFAIL);
        }
    }

    private List<Record> records(Name name, int type) throws Dns.NoAnswer, IOException {
        var kind = Kind.valueOf(Type.string(type));
        var records = new ArrayList<Record>();
        for (var value : zone.ask(name.toString(true), kind)) {
            records.add(record(name, kind, value, records.size()));
        }
        return records;
    }

    private static Record record(Name name, Kind kind, String value, int place) throws IOException {
        return switch (kind) {
            case A -> new ARecord(name, DClass.IN, TTL, InetAddress.ofLiteral(value));
            case AAAA -> new AAAARecord(name, DClass.IN, TTL, InetAddress.ofLiteral(value));
            case MX -> new MXRecord(name, DClass.IN, TTL, 100 - place, host(value));
            case PTR -> new PTRRecord(name, DClass.IN, TTL, host(value));
            case TXT -> new TXTRecord(name, DClass.IN, TTL, pieces(value));
        };
    }

    private static Name host(String name) throws TextParseException {
        return Name.fromString(name + ".");
    }

    private static List<String> pieces(String text) {
        var pieces = new ArrayList<String>();
        for (int from = 0; from < text.length(); from += 200) {
            var piece = text.substring(from, Math.min(from + 200, text.length()));
            pieces.add(new String(piece.getBytes(StandardCharsets.US_ASCII), StandardCharsets.US_ASCII)
                    .replace("\\", "\\\\")
                    .replace("\"", "\\\""));
        }
        return pieces;
    }

    @Override
    public void close() throws IOException {
        udp.close();
        tcp.close();
    }
}
