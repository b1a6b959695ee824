package org.havendesk.email.mime;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The words by which mail programs, in many languages, introduce a quote or sign for the person. */
final class QuoteWords {
    /** The fields of the block that Outlook and others put above a quoted mail. */
    enum Label {
        FROM,
        DATE,
        TO,
        SUBJECT,
        COPY
    }

    private static final Map<String, Label> LABELS = labels();

    /** "wrote", as it stands between the name or date and the colon. */
    private static final List<String> WROTE = List.of(
            "wrote",
            "writes",
            "schrieb",
            "schreef",
            "geschreven",
            "a écrit",
            "écrit",
            "a ecrit",
            "écrivait",
            "написа",
            "написа(ла)",
            "написал",
            "написала",
            "написал(а)",
            "пише",
            "пишет",
            "написав",
            "написала",
            "escribió",
            "escribio",
            "escreveu",
            "ha scritto",
            "scritto",
            "napisał",
            "napisała",
            "napisał(a)",
            "pisze",
            "napsal",
            "napsala",
            "napsal(a)",
            "napísal",
            "napísala",
            "napísal(a)",
            "skrev",
            "kirjoitti",
            "írta",
            "yazdı",
            "a scris",
            "έγραψε",
            "napisao",
            "napisao je",
            "je napisao/la",
            "piše",
            "rakstīja",
            "rašė",
            "kirjutas",
            "写道",
            "寫道",
            "작성",
            "כתב",
            "כתב/ה",
            "كتب",
            "viết");

    private static final List<String> STARTS = List.of(
            "On ", "Le ", "Am ", "El ", "Il ", "Op ", "Em ", "Den ", "На ", "W dniu ", "Dne ", "Dňa ", "A ", "În ",
            "Στις ");

    private static final Set<String> ORIGINAL = Set.of(
            "original message",
            "original-nachricht",
            "original e-mail",
            "original email",
            "ursprüngliche nachricht",
            "ursprungliche nachricht",
            "urspruengliche nachricht",
            "originalnachricht",
            "message d'origine",
            "message d’origine",
            "message original",
            "message initial",
            "courriel original",
            "оригинално съобщение",
            "първоначално съобщение",
            "оригинално писмо",
            "mensaje original",
            "messaggio originale",
            "messaggio originale originale",
            "oorspronkelijk bericht",
            "originele bericht",
            "wiadomość oryginalna",
            "oryginalna wiadomość",
            "původní zpráva",
            "původní e-mail",
            "pôvodná správa",
            "mensagem original",
            "исходное сообщение",
            "оригинальное сообщение",
            "ursprungligt meddelande",
            "originalmeddelande",
            "oprindelig meddelelse",
            "opprinnelig melding",
            "alkuperäinen viesti",
            "eredeti üzenet",
            "özgün ileti",
            "orijinal mesaj",
            "mesaj original",
            "mesajul original",
            "початкове повідомлення",
            "αρχικό μήνυμα",
            "reply message",
            "reply above",
            "原始邮件",
            "原始郵件",
            "original appointment");

    private static final Set<String> FORWARDED = Set.of(
            "forwarded message",
            "forwarded by",
            "forwarded mail",
            "begin forwarded message",
            "message transféré",
            "message transmis",
            "courriel transféré",
            "début du message réexpédié",
            "début du message transféré",
            "weitergeleitete nachricht",
            "anfang der weitergeleiteten nachricht",
            "препратено съобщение",
            "препратено писмо",
            "начало на препратеното съобщение",
            "mensaje reenviado",
            "inicio del mensaje reenviado",
            "messaggio inoltrato",
            "inizio messaggio inoltrato",
            "doorgestuurd bericht",
            "begin doorgestuurd bericht",
            "przekazana wiadomość",
            "wiadomość przekazana",
            "přeposlaná zpráva",
            "preposlaná správa",
            "mensagem encaminhada",
            "mensagem reencaminhada",
            "пересылаемое сообщение",
            "начало переадресованного сообщения",
            "vidarebefordrat meddelande",
            "videresendt meddelelse",
            "videresendt melding",
            "välitetty viesti",
            "továbbított üzenet",
            "iletilmiş mesaj",
            "mesaj redirecționat",
            "переслане повідомлення");

    /** How telephones and apps sign, in lower case; a name of the device may follow. */
    private static final List<String> SENT_FROM = List.of(
            "sent from my",
            "sent from mail for",
            "sent from outlook",
            "sent from yahoo",
            "sent from proton",
            "sent with proton",
            "sent via ",
            "sent from the ",
            "sent from a mobile",
            "get outlook for",
            "envoyé de mon",
            "envoyé depuis mon",
            "envoyé à partir de",
            "envoyé depuis l",
            "télécharger outlook pour",
            "obtenez outlook pour",
            "provenance : courrier pour",
            "изпратено от моя",
            "изпратено от my",
            "изпратено от iphone",
            "изпратено от ipad",
            "изпратено от мобил",
            "изтегли outlook за",
            "изпратено с ",
            "von meinem ",
            "gesendet von meinem",
            "gesendet mit",
            "diese nachricht wurde von meinem",
            "holen sie sich outlook für",
            "outlook für ",
            "enviado desde mi",
            "enviado desde",
            "obtener outlook para",
            "inviato da ",
            "scarica outlook per",
            "verzonden vanaf mijn",
            "verstuurd vanaf mijn",
            "download outlook voor",
            "wysłane z ",
            "wysłano z ",
            "odesláno z ",
            "odoslané z ",
            "enviado do meu",
            "enviado a partir",
            "отправлено с ",
            "отправлено из ",
            "надіслано з ",
            "skickat från min",
            "sendt fra min",
            "lähetetty ",
            "elküldve az ",
            "iphone'umdan gönderildi",
            "trimis de pe");

    private static final List<String> FORWARD_PREFIXES = List.of(
            "fw:", "fwd:", "tr:", "wg:", "rv:", "enc:", "vs:", "vb:", "пр:", "прп:", "пересл:", "pd:", "i:", "tr :");

    private QuoteWords() {}

    private static Map<String, Label> labels() {
        return Map.of(
                        Label.FROM,
                        "from,de,von,от,da,van,od,från,fra,lähettäjä,feladó,kimden,expéditeur,de la,від,από,差出人,发件人,"
                                + "寄件者,보낸 사람,מאת,من,remitente,отправитель,nadawca,odesílatel,odosielateľ,подател,absender",
                        Label.DATE,
                        "sent,date,envoyé,envoyé le,gesendet,datum,изпратено,изпратено на,дата,enviado,enviado el,fecha,"
                                + "inviato,data,verzonden,wysłano,wysłane,odesláno,odoslané,отправлено,skickat,sendt,dato,"
                                + "lähetetty,elküldve,gönderilen,gönderildi,trimis,надіслано,ημερομηνία,στάλθηκε,送信日時,"
                                + "发送时间,日期,보낸 날짜,дата и час,päivämäärä,tarih,când,נשלח,تاريخ,dátum,enviada em,sent at",
                        Label.TO,
                        "to,à,a,an,до,para,aan,do,komu,pro,кому,till,til,vastaanottaja,címzett,kime,către,宛先,收件人,"
                                + "받는 사람,получател,за,προς,אל,إلى,destinataire,destinatario,empfänger",
                        Label.SUBJECT,
                        "subject,objet,betreff,относно,тема,asunto,oggetto,onderwerp,temat,předmět,predmet,assunto,ämne,"
                                + "emne,aihe,tárgy,konu,subiect,θέμα,件名,主题,主旨,제목,נושא,الموضوع",
                        Label.COPY,
                        "cc,copie,копие,kopie,kopia,копия,cópia,copia,dw,kopi,másolat,bilgi,cc à,importance,attachments,reply-to")
                .entrySet()
                .stream()
                .flatMap(entry -> Stream.of(entry.getValue().split(",")).map(word -> Map.entry(word, entry.getKey())))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one));
    }

    /** Which field of a header block the line holds, such as "*Sent:* Monday"; null for any other line. */
    static @Nullable Label label(String line) {
        var colon = indexOfColon(line, 30);
        if (colon <= 0) {
            return null;
        }

        return LABELS.get(bare(line.substring(0, colon)));
    }

    private static int indexOfColon(String line, int limit) {
        for (var i = 0; i < Math.min(line.length(), limit); i++) {
            if (line.charAt(i) == ':' || line.charAt(i) == '：') {
                return i;
            }
        }

        return -1;
    }

    private static String bare(String word) {
        return word.replace('*', ' ').replace('\u00A0', ' ').strip().toLowerCase(Locale.ROOT);
    }

    /** The words between hyphens, as in "-----Original Message-----", in lower case; empty for any other line. */
    private static String framed(String line) {
        var start = 0;
        while (start < line.length() && isRule(line.charAt(start))) {
            start++;
        }
        var end = line.length();
        while (end > start && isRule(line.charAt(end - 1))) {
            end--;
        }

        return start >= 2 && end - start < 60
                ? line.substring(start, end).strip().toLowerCase(Locale.ROOT)
                : "";
    }

    private static boolean isRule(char c) {
        return c == '-' || c == '_' || c == '=' || c == '*' || c == '\u2014' || c == '\u2500';
    }

    static boolean isOriginalMessage(String line) {
        return line.length() < 120 && ORIGINAL.contains(framed(line));
    }

    static boolean isForwardedMessage(String line) {
        if (line.length() > 120) {
            return false;
        }
        var framed = framed(line);
        if (!framed.isEmpty()) {
            return FORWARDED.stream().anyMatch(framed::startsWith);
        }
        var colon = line.lastIndexOf(':');

        return colon > 0 && colon == line.length() - 1 && FORWARDED.contains(bare(line.substring(0, colon)));
    }

    static boolean isSentFrom(String line) {
        if (line.length() > 120) {
            return false;
        }
        var bare = line.toLowerCase(Locale.ROOT);
        var start = 0;
        while (start < bare.length() && !Character.isLetter(bare.charAt(start))) {
            start++;
        }
        var words = bare.substring(start);

        return SENT_FROM.stream().anyMatch(words::startsWith);
    }

    static boolean isForward(String subject) {
        var lower = subject.toLowerCase(Locale.ROOT);

        return FORWARD_PREFIXES.stream().anyMatch(lower::startsWith);
    }

    /**
     * Whether a line, or some joined, says who wrote what follows: "On 5 January 2026 at 10:15, Jane wrote:".
     *
     * @param sure true when nothing else does: then an address or a time must be in it
     */
    static boolean isAttribution(String line, boolean sure) {
        if (line.length() < 8 || line.length() > 500) {
            return false;
        }
        var end = line.length();
        while (end > 0 && " *_\u200E\u200F\u00A0".indexOf(line.charAt(end - 1)) >= 0) {
            end--;
        }
        if (end == 0 || ":：".indexOf(line.charAt(end - 1)) < 0) {
            return false;
        }
        var said = line.substring(0, end - 1).strip().toLowerCase(Locale.ROOT);
        var address = said.indexOf('@') > 0;
        if (address && said.endsWith(">") && digits(said) >= 5) {
            return true;
        }
        var dated = sure ? hasTime(said) : digits(said) > 0;

        return (address || dated) && WROTE.stream().anyMatch(verb -> hasWordNearEnd(said, verb));
    }

    /** Whether a line may be the first of several that say who wrote: a known word and a number, or a date and a time. */
    static boolean beginsAttribution(String line) {
        var digits = digits(line);

        return digits > 0 && STARTS.stream().anyMatch(line::startsWith) || digits >= 5 && hasTime(line);
    }

    /** The verb stands at the end, or before a name at the end ("schrieb Max Muster"), or before a comment. */
    private static boolean hasWordNearEnd(String said, String verb) {
        var at = said.lastIndexOf(verb);
        if (at < 0 || said.length() - at > verb.length() + 80) {
            return false;
        }
        var after = at + verb.length();
        var before = at == 0 || !Character.isLetter(said.charAt(at - 1)) || verb.charAt(0) > 0x2E80;

        return before && (after == said.length() || !Character.isLetter(said.charAt(after)));
    }

    private static int digits(String text) {
        return (int) text.chars().filter(Character::isDigit).count();
    }

    /** A time such as 10:15 or 10.15 or 10h15. */
    private static boolean hasTime(String text) {
        for (var i = 1; i + 2 < text.length(); i++) {
            if (":.h".indexOf(text.charAt(i)) >= 0
                    && Character.isDigit(text.charAt(i - 1))
                    && Character.isDigit(text.charAt(i + 1))
                    && Character.isDigit(text.charAt(i + 2))) {
                return true;
            }
        }

        return false;
    }
}
