#!/usr/bin/env python3
"""Runs the spam filter in all the ways that docs/spam.md speaks of, and prints that page's tables.

Usage: bench/spam/figures.py FOLDER OUT [--bogofilter] [--bounded]

FOLDER/CORPUS/index has a line "LABEL FILE" a message, for the corpora sa-a, sms and ytcomments; bench/spam/streams.py
FOLDER sa-a sms ytcomments makes the other orders. What "bin/bench spam" prints is kept in OUT, a file a run, and a run whose
file is there is not made again. --bogofilter runs bench/spam/bogofilter.sh on the same indexes, which takes an hour. --bounded makes
only the runs with a bound on the ledger and those that they are compared with.
"""
import bisect
import os
import random
import re
import subprocess
import sys

HOME = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
CORPORA = ("sa-a", "sms", "ytcomments")
LEDGER = "5.5"
KEYS = range(1, 9)


class Run:
    """The lines of one run, and what it said of its speed and size."""

    def __init__(self, folder, out, index, *switches, program=None):
        name = "_".join([index.replace("/", "-"), *(part.strip("-") for part in switches)])
        path = os.path.join(out, name + (".bogo" if program else ".ours"))
        if not os.path.exists(path):
            command = [program] if program else [os.path.join(HOME, "bin/bench"), "spam"]
            with open(path + ".part", "w") as lines, open(path + ".said", "w") as said:
                subprocess.run(
                    [*command, os.path.join(folder, index), *switches], stdout=lines, stderr=said, check=True
                )
            os.rename(path + ".part", path)
        with open(path + ".said") as said:
            self.said = said.read().strip().split("\n")[-1]
        self.lines = []
        with open(path) as lines:
            for line in lines:
                label, score, decision = line.split()
                self.lines.append((label == "spam", float(score), decision == "spam"))

    def roca(self, skip=0, lines=None):
        lines = self.lines[skip:] if lines is None else lines
        ham = sorted(score for spam, score, _ in lines if not spam)
        spam = [score for is_spam, score, _ in lines if is_spam]
        above = sum(bisect.bisect_left(ham, score) + bisect.bisect_right(ham, score) for score in spam) / 2
        return 100 * (1 - above / (len(ham) * len(spam)))

    def bracket(self, skip=0, samples=1000):
        chance, lines = random.Random(1), self.lines[skip:]
        found = sorted(self.roca(lines=chance.choices(lines, k=len(lines))) for _ in range(samples))
        return found[samples // 40], found[samples - samples // 40 - 1]

    def missed_at(self, loss):
        ham = sorted(score for spam, score, _ in self.lines if not spam)
        spam = [score for is_spam, score, _ in self.lines if is_spam]
        bar = ham[-1 - int(loss * len(ham) + 1e-9)]
        return 100 * sum(score <= bar for score in spam) / len(spam)

    def fixed(self, may_hold, skip=500):
        """Spam let through, in percent, by the lowest fixed bar that holds back so many good messages."""
        ham = sorted((score for spam, score, _ in self.lines[skip:] if not spam), reverse=True)
        spam = [score for is_spam, score, _ in self.lines[skip:] if is_spam]
        return 100 * sum(score <= ham[may_hold] for score in spam) / len(spam)

    def held(self, skip=500):
        """Good messages held back, and all good ones."""
        good = [held for spam, _, held in self.lines[skip:] if not spam]
        return sum(good), len(good)

    def let(self, skip=500):
        """Spam let through, in percent."""
        spam = [held for is_spam, _, held in self.lines[skip:] if is_spam]
        return 100 * (len(spam) - sum(spam)) / len(spam)

    def first(self, count, kind):
        """Of the first messages those of a kind: held back, warned of, all."""
        some = [(score, held) for spam, score, held in self.lines[:count] if spam == kind]
        return sum(held for _, held in some), sum(score > 0.5 and not held for score, held in some), len(some)


def row(*cells):
    print("| " + " | ".join(cells) + " |")


def table(*heads):
    row(*heads)
    row(*("---" for _ in heads))


def percent(share):
    return "0 %" if share == 0 else ("%.1f %%" if share >= 1 else "%.2f %%") % share


def in_short(run):
    held, good = run.held()
    return "%d of %s (%s), %s" % (held, format(good, ","), percent(100 * held / good), percent(run.let()))


def bracketed(run):
    return "%.3f [%.3f, %.3f]" % (run.roca(), *run.bracket())


def bounded(ours):
    print("## With the bound on the ledger (--ledger %s), without and with the prior" % LEDGER)
    table("corpus", "1-ROCA%", "after 500", "missed at 1 %", "after the first 500", "ledger", "with the prior", "missed at 1 %", "after 500")
    for name in [corpus + "/index" for corpus in CORPORA] + ["sa-a/index.date"]:
        run, prior = ours(name, "--ledger", LEDGER), ours(name, "--ledger", LEDGER, "--prior")
        size = re.search(r"ledger ([\d.]+ MB)", run.said)
        row(
            name,
            bracketed(run),
            "%.3f" % run.roca(500),
            percent(run.missed_at(0.01)),
            in_short(run),
            size.group(1) if size else "",
            bracketed(prior),
            percent(prior.missed_at(0.01)),
            in_short(prior),
        )


def by_key(ours):
    """What a message's ids are, and with them which runs of bytes an old lesson keeps, depends on the account's key."""
    print("\n## sa-a by key (--seed): without a bound, with it")
    table("key", "missed at 1 %", "1-ROCA%", "after the first 500", "with the bound")
    pairs = []
    for key in KEYS:
        seed = () if key == 1 else ("--seed", str(key))
        pair = ours("sa-a/index", *seed), ours("sa-a/index", *seed, "--ledger", LEDGER)
        pairs.append(pair)
        row(
            str(key),
            ", ".join("%.2f %%" % run.missed_at(0.01) for run in pair),
            ", ".join("%.3f" % run.roca() for run in pair),
            "; ".join(in_short(run) for run in pair),
            pair[1].said.partition("messages, ")[2],
        )
    ways = list(zip(*pairs))
    row(
        "mean",
        ", ".join("%.2f %%" % mean(run.missed_at(0.01) for run in runs) for runs in ways),
        ", ".join("%.3f" % mean(run.roca() for run in runs) for runs in ways),
        "; ".join(percent(mean(100 * run.held()[0] / run.held()[1] for run in runs)) + ", " + percent(mean(run.let() for run in runs)) for runs in ways),
        "",
    )


def mean(numbers):
    numbers = list(numbers)
    return sum(numbers) / len(numbers)


def main(folder, out, bogofilter, only_bounded):
    os.makedirs(out, exist_ok=True)

    def ours(index, *switches):
        return Run(folder, out, index, *switches)

    if only_bounded:
        bounded(ours)
        by_key(ours)
        speed(ours)
        return

    def theirs(index):
        return Run(folder, out, index, program=os.path.join(HOME, "bench/spam/bogofilter.sh"))

    print("## Against a filter that exists")
    table("corpus", "ours", "bogofilter", "spam missed at 1 % of ham lost: ours, bogofilter", "held, let through by bogofilter")
    for name in [corpus + "/index" for corpus in CORPORA] + ["sa-a/index.date"]:
        run = ours(name)
        other = theirs(name) if bogofilter else None
        row(
            name,
            bracketed(run),
            bracketed(other) if other else "",
            percent(run.missed_at(0.01)) + (", " + percent(other.missed_at(0.01)) if other else ""),
            in_short(other) if other else "",
        )

    print("\n## As the product decides")
    table("corpus", "good mail held back, spam let through, after the first 500", "let through by a fixed bar that holds 0, 1, 3")
    for corpus in CORPORA:
        run = ours(corpus + "/index")
        row(corpus, in_short(run), ", ".join(percent(run.fixed(held)) for held in (0, 1, 3)))

    print("\n## As texts without headers (--channel chat)")
    table("corpus", "1-ROCA%", "after the first 500")
    for corpus in CORPORA[1:]:
        run = ours(corpus + "/index", "--channel", "chat")
        row(corpus, bracketed(run), in_short(run))

    print()
    bounded(ours)
    by_key(ours)

    print("\n## In other orders, with other shares of spam")
    table("", *CORPORA)
    for order in ("s1", "s2", "runs", "p5", "p50", "p95", "date"):
        row(order, *(in_short(ours("%s/index.%s" % (corpus, order))) for corpus in CORPORA[: 1 if order == "date" else 3]))
    for order in ("mix", "seq"):
        print("index.%s: %s" % (order, in_short(ours("index." + order))))

    print("\n## The first messages of a new account")
    table("corpus", "", *("spam held, warned, all: %d" % n for n in (50, 200, 500)), *("good: %d" % n for n in (50, 200, 500)))
    for corpus in CORPORA:
        for how, switches in (("by itself", ()), ("with the prior", ("--prior",))):
            run = ours(corpus + "/index", *switches)
            cells = ["%d, %d, %d" % run.first(n, kind) for kind in (True, False) for n in (50, 200, 500)]
            row(corpus, how, *cells)

    print("\n## When feedback is not what it should be: 1-ROCA% of all, and after the first 500")
    ways = [
        (), ("--feedback", "0.1"), ("--delay", "500"), ("--noise", "0.02"), ("--noise", "0.05"), ("--noise", "0.1"), ("--prior",),
    ]
    names = [corpus + "/index" for corpus in CORPORA] + ["sa-a/index.date"]
    table("corpus", *(" ".join(way) or "at once" for way in ways))
    for name in names:
        runs = [ours(name, *way) for way in ways]
        row(name, *("%.3f, %.3f" % (run.roca(), run.roca(500)) for run in runs))
    print("\nGood mail held back, spam let through, after the first 500")
    table("corpus", *(" ".join(way) or "at once" for way in ways))
    for name in names:
        row(name, *(in_short(ours(name, *way)) for way in ways))

    speed(ours)


def speed(ours):
    print("\n## Speed and size")
    for corpus in CORPORA:
        print(corpus, ours(corpus + "/index").said)


if __name__ == "__main__":
    arguments = [each for each in sys.argv[1:] if each not in ("--bogofilter", "--bounded")]
    if len(arguments) != 2 or "--help" in sys.argv:
        sys.exit(__doc__)
    main(arguments[0], arguments[1], "--bogofilter" in sys.argv, "--bounded" in sys.argv)
