#!/usr/bin/env python3
"""Puts the messages of some indexes into other orders: shuffled, in runs, by date, with other shares of spam, mixed.

Usage: bench/spam/streams.py FOLDER CORPUS...

FOLDER/CORPUS/index has a line "LABEL FILE" a message. Writes beside it
  index.s1 index.s2            shuffled
  index.p5 index.p50 index.p95 as many messages as there can be with that share of spam, in percent
  index.runs                   20 to 200 good messages, then as many spam, and so on
  index.date                   by the date in the headers, for a corpus that has headers
and FOLDER/index.mix and FOLDER/index.seq: all corpora shuffled together, and one after the other in the order given.
The same every time: the seeds are fixed.
"""
import email
import email.utils
import os
import random
import sys


def read(path):
    with open(path) as lines:
        return [line.split(None, 1) for line in lines.read().split("\n") if line.strip()]


def write(path, rows):
    with open(path, "w") as out:
        out.writelines("%s %s\n" % (label, name) for label, name in rows)


def shuffled(rows, seed):
    copy = rows[:]
    random.Random(seed).shuffle(copy)
    return copy


def with_share(rows, percent):
    chance = random.Random(77 + percent)
    rows = rows[:]
    chance.shuffle(rows)
    share = percent / 100
    ham = [row for row in rows if row[0] == "ham"]
    spam = [row for row in rows if row[0] == "spam"]
    size = min(len(ham) / (1 - share), len(spam) / share)
    chosen = ham[: int(size * (1 - share))] + spam[: int(size * share)]
    chance.shuffle(chosen)
    return chosen


def in_runs(rows):
    chance = random.Random(9)
    kinds = [[row for row in rows if row[0] == label] for label in ("ham", "spam")]
    out = []
    while any(kinds):
        for kind in kinds:
            length = chance.randint(20, 200)
            out += kind[:length]
            del kind[:length]
    return out


def date(path):
    with open(path, "rb") as file:
        mail = email.message_from_binary_file(file)
    for header in (mail.get_all("Received") or [])[:2]:
        parsed = email.utils.parsedate_tz(str(header).split(";")[-1])
        if parsed and 9e8 < email.utils.mktime_tz(parsed) < 1.1e9:
            return email.utils.mktime_tz(parsed)
    parsed = email.utils.parsedate_tz(str(mail.get("Date") or ""))
    try:
        return email.utils.mktime_tz(parsed) if parsed else 1.03e9
    except (ValueError, OverflowError):
        return 1.03e9


def main(folder, corpora):
    everything = []
    for corpus in corpora:
        home = os.path.join(folder, corpus)
        rows = read(os.path.join(home, "index"))
        for seed in (1, 2):
            write(os.path.join(home, "index.s%d" % seed), shuffled(rows, seed))
        for percent in (5, 50, 95):
            write(os.path.join(home, "index.p%d" % percent), with_share(rows, percent))
        write(os.path.join(home, "index.runs"), in_runs(rows))
        write(os.path.join(home, "index.date"), sorted(rows, key=lambda row: date(os.path.join(home, row[1]))))
        everything += [(label, "%s/%s" % (corpus, name)) for label, name in rows]
    write(os.path.join(folder, "index.mix"), shuffled(everything, 5))
    write(os.path.join(folder, "index.seq"), everything)


if __name__ == "__main__":
    if len(sys.argv) < 3 or sys.argv[1] == "--help":
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2:])
