import { api, type ContactItem, type Page, type TicketItem } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { Avatar, Modal } from "@havendesk/shared/ui";
import { IconChevronRight, IconSearch } from "@havendesk/shared/ui/icons";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import {
  useDeferredValue,
  useEffect,
  useId,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
} from "react";
import { keys } from "../../app/queries";
import { StatusMark } from "../tickets/StatusMark";
import classes from "./Spotlight.module.css";
import { useCommands } from "./useCommands";

interface Found {
  key: string;
  label: string;
  hint?: string;
  icon: ReactNode;
  run: () => void;
}

/** One field for everything: go somewhere, do something, find a ticket or a person. */
export function Spotlight({ onClose }: { onClose: () => void }) {
  const [text, setText] = useState("");
  const [index, setIndex] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const found = useFound(text.trim());
  useEffect(() => setIndex(0), [text]);
  useEffect(
    () => list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" }),
    [index],
  );

  const run = (entry: Found | undefined) => {
    if (!entry) return;
    onClose();
    entry.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (by !== 0) {
      event.preventDefault();
      setIndex((index + by + found.length) % Math.max(1, found.length));
    } else if (event.key === "Enter") {
      event.preventDefault();
      run(found[index]);
    }
  };

  return (
    <Modal
      opened
      onClose={onClose}
      withCloseButton={false}
      centered={false}
      yOffset="12vh"
      padding={0}
      size={600}
      title={t("keys.spotlight")}
      classNames={{ header: classes.unseen }}
    >
      <div className={classes.field}>
        <IconSearch size={18} />
        <input
          value={text}
          data-autofocus
          onChange={event => setText(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          placeholder={t("spotlight.placeholder")}
          aria-label={t("spotlight.placeholder")}
          role="combobox"
          aria-expanded
          aria-controls={id}
          aria-activedescendant={found[index] ? `${id}-${index}` : undefined}
        />
      </div>
      <div className={classes.list} role="listbox" id={id} ref={list} aria-label={t("keys.spotlight")}>
        {found.map((entry, position) => (
          // eslint-disable-next-line jsx-a11y/click-events-have-key-events -- the field above takes the keys
          <div
            key={entry.key}
            id={`${id}-${position}`}
            role="option"
            aria-selected={position === index}
            tabIndex={-1}
            className={classes.option}
            onMouseMove={() => setIndex(position)}
            onClick={() => run(entry)}
          >
            {entry.icon}
            <span className={classes.label} dir="auto">
              {entry.label}
            </span>
            {entry.hint && <span className={classes.hint}>{entry.hint}</span>}
          </div>
        ))}
        {found.length === 0 && <p className={classes.none}>{t("common.nothingFound")}</p>}
      </div>
    </Modal>
  );
}

function useFound(text: string): Found[] {
  const navigate = useNavigate();
  const wanted = useDeferredValue(text);
  const commands = useCommands().map(command => ({ ...command, icon: <IconChevronRight size={15} /> }));
  const tickets = useQuery({
    queryKey: ["spotlight", wanted],
    queryFn: ({ signal }) => api.get<Page<TicketItem>>("/rest/tickets", { q: wanted, limit: 6 }, signal),
    enabled: wanted.length > 1,
    placeholderData: before => before,
  });
  const people = useQuery({
    queryKey: [...keys.contactList(wanted), "spotlight"],
    queryFn: ({ signal }) => api.get<Page<ContactItem>>("/rest/contacts", { q: wanted, limit: 4 }, signal),
    enabled: wanted.length > 1,
    placeholderData: before => before,
  });
  const lower = text.toLocaleLowerCase();
  const matching = commands.filter(command => command.label.toLocaleLowerCase().includes(lower));
  if (text.length < 2) return matching;
  return [
    ...matching.slice(0, 6),
    ...(tickets.data?.items ?? []).map(ticket => ({
      key: ticket.id,
      label: ticket.subject,
      hint: ticket.code,
      icon: <StatusMark status={ticket.status} />,
      run: () =>
        void navigate({ to: "/inbox/$view/$ticketId", params: { view: "all", ticketId: ticket.id } }),
    })),
    ...(people.data?.items ?? []).map(person => ({
      key: person.id,
      label: person.name || person.email,
      hint: person.email,
      icon: <Avatar name={person.name || person.email} size={18} />,
      run: () => void navigate({ to: "/contacts/$contactId", params: { contactId: person.id } }),
    })),
  ];
}
