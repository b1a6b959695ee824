package org.havendesk.bench.spam;

import java.util.Optional;

/**
 * What the command line asked for.
 *
 * @param feedback the share of messages whose label is told
 * @param delay after how many more messages a label is told
 * @param noise the share of told labels that are wrong
 * @param ledger of how many bytes of lessons the model is built again, once a day, when there are more; 0 for no bound
 * @param channel how the messages came, if they are texts and no mails: then what follows a file's first empty line
 * @param prior whether the filter starts from what is shared between accounts
 */
record Options(
        String index,
        double feedback,
        int delay,
        double noise,
        long ledger,
        Optional<String> channel,
        boolean prior,
        long seed) {
    static final String USAGE =
            "INDEX [--feedback SHARE] [--delay MESSAGES] [--noise SHARE] [--ledger MB] [--channel NAME] [--prior] "
                    + "[--seed NUMBER]";

    static Options of(String[] arguments) {
        var index = Optional.<String>empty();
        double feedback = 1;
        int delay = 0;
        double noise = 0;
        long ledger = 0;
        var channel = Optional.<String>empty();
        boolean prior = false;
        long seed = 1;
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--feedback" -> feedback = Double.parseDouble(value(arguments, ++i));
                case "--delay" -> delay = Integer.parseInt(value(arguments, ++i));
                case "--noise" -> noise = Double.parseDouble(value(arguments, ++i));
                case "--seed" -> seed = Long.parseLong(value(arguments, ++i));
                case "--ledger" -> ledger = (long) (1e6 * Double.parseDouble(value(arguments, ++i)));
                case "--channel" -> channel = Optional.of(value(arguments, ++i));
                case "--prior" -> prior = true;
                default -> index = Optional.of(arguments[i]);
            }
        }
        return new Options(
                index.orElseThrow(() -> new IllegalArgumentException(USAGE)),
                feedback,
                delay,
                noise,
                ledger,
                channel,
                prior,
                seed);
    }

    private static String value(String[] arguments, int at) {
        if (at >= arguments.length) throw new IllegalArgumentException(USAGE);
        return arguments[at];
    }
}
