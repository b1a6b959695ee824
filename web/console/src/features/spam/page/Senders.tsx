import { problemOf, type ListedSender, type Problem, type SenderSide } from "@havendesk/shared/api";
import { dateOnly, t } from "@havendesk/shared/i18n";
import { IconSearch } from "@havendesk/shared/ui/icons";
import { Button, NativeSelect, SegmentedControl, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import clsx from "clsx";
import { useState, type FormEvent } from "react";
import { keys } from "../../../app/queries";
import { FormProblem } from "../../rooms/FormProblem";
import { ShowMore, usePages } from "../../rooms/Pages";
import { Rows } from "../../rooms/Room";
import classes from "../../rooms/Room.module.css";
import { attempt } from "../../rooms/useSaving";
import { listSender, unlistSender } from "../listSender";
import own from "./Spam.module.css";
import { useAgentNames } from "./useAgentNames";

const sides = ["", "block", "allow"] as const;

/** Who is always let in and who is always held back. */
export function Senders() {
  const [side, setSide] = useState<SenderSide | "">("");
  const [typed, setTyped] = useState("");
  const [q] = useDebouncedValue(typed.trim(), 200);
  const pages = usePages<ListedSender>([...keys.spamSenders, side, q], "/rest/spam/senders", { side, q });
  const isSearching = q !== "" || side !== "";
  return (
    <>
      <p className={classes.lead}>{t("spam.sendersSays")}</p>
      <NewSender known={pages.items ?? []} />
      <div className={own.filters}>
        <SegmentedControl
          size="xs"
          aria-label={t("spam.side")}
          value={side}
          data={sides.map(value => ({ value, label: value ? t(`spam.side.${value}`) : t("spam.side.both") }))}
          onChange={value => setSide(value as SenderSide | "")}
        />
        <TextInput
          type="search"
          size="xs"
          className={own.search}
          placeholder={t("spam.searchSender")}
          aria-label={t("spam.searchSender")}
          leftSection={<IconSearch size={14} />}
          value={typed}
          onChange={event => setTyped(event.currentTarget.value)}
        />
      </div>
      <Rows
        query={pages}
        items={pages.items}
        empty={
          isSearching
            ? { title: t("common.nothingFound") }
            : { title: t("spam.noSenders"), text: t("spam.noSendersText") }
        }
      >
        {sender => <SenderRow key={sender.id} sender={sender} />}
      </Rows>
      <ShowMore pages={pages} />
    </>
  );
}

function NewSender({ known }: { known: ListedSender[] }) {
  const [side, setSide] = useState<SenderSide>("block");
  const [sender, setSender] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const add = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    try {
      const typed = sender.trim().toLowerCase();
      await listSender(side, sender.trim(), known.find(one => one.sender === typed)?.side);
      setSender("");
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form className={own.add} onSubmit={event => void add(event)}>
      <TextInput
        className={own.sender}
        label={t("spam.sender")}
        placeholder="name@example.org, example.org, 192.0.2.0/24"
        value={sender}
        error={problem?.errors.sender}
        autoComplete="off"
        spellCheck={false}
        maxLength={320}
        onChange={event => setSender(event.currentTarget.value)}
      />
      <NativeSelect
        label={t("spam.what")}
        data={[
          { value: "block", label: t("spam.side.block") },
          { value: "allow", label: t("spam.side.allow") },
        ]}
        value={side}
        onChange={event => setSide(event.currentTarget.value as SenderSide)}
      />
      <Button type="submit" size="sm" loading={busy} disabled={!sender.trim()}>
        {t("spam.add")}
      </Button>
      <FormProblem problem={problem} />
    </form>
  );
}

function SenderRow({ sender }: { sender: ListedSender }) {
  const nameOf = useAgentNames();
  const [leaving, setLeaving] = useState(false);
  const remove = async () => {
    setLeaving(true);
    await attempt(() => unlistSender(sender));
    setLeaving(false);
  };
  return (
    <li className={classes.item}>
      <span className={clsx(classes.words, own.words)}>
        <bdi className={classes.name} title={sender.sender}>
          {sender.sender}
        </bdi>
        <span className={classes.detail}>
          {t(`spam.kindOf.${sender.kind}`)} ·{" "}
          {t("spam.addedBy", { name: nameOf(sender.by), date: dateOnly(sender.at) })}
        </span>
      </span>
      <span className={clsx(classes.state, sender.side === "allow" ? classes.good : own.blocked)}>
        {t(`spam.side.${sender.side}`)}
      </span>
      <Button
        className={own.end}
        variant="subtle"
        color="gray"
        loading={leaving}
        aria-label={t("spam.removeSender", { sender: sender.sender })}
        onClick={() => void remove()}
      >
        {t("spam.remove")}
      </Button>
    </li>
  );
}
