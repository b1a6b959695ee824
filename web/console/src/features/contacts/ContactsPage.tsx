import { api, type ContactItem, type Page } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { Avatar, Bone, Empty, Failed, Time } from "@havendesk/shared/ui";
import { IconContacts, IconSearch } from "@havendesk/shared/ui/icons";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, Outlet, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useVirtualizer } from "@tanstack/react-virtual";
import clsx from "clsx";
import { useEffect, useRef, useState } from "react";
import { keys } from "../../app/queries";
import header from "../tickets/list/ListHeader.module.css";
import classes from "./ContactsPage.module.css";

/** Everybody who has written, and the one that is open. */
export function ContactsPage() {
  const { contactId } = useParams({ strict: false });
  const { q = "" } = useSearch({ strict: false });
  useEffect(() => {
    document.title = t("shell.contacts");
  }, []);
  return (
    <main className={clsx(classes.page, contactId && classes.hasOpen)} id="main">
      <section className={classes.list} aria-label={t("shell.contacts")}>
        <div className={header.header}>
          <h1 className={classes.title}>{t("shell.contacts")}</h1>
          <Search q={q} />
        </div>
        <People q={q} openId={contactId} />
      </section>
      <div className={classes.detail}>
        <Outlet />
      </div>
    </main>
  );
}

export function NobodyOpen() {
  return (
    <div className={classes.nobody}>
      <Empty icon={<IconContacts size={20} />} title={t("contact.noneTitle")} text={t("contact.noneText")} />
    </div>
  );
}

function Search({ q }: { q: string }) {
  const navigate = useNavigate();
  const [text, setText] = useState(q);
  useEffect(() => {
    if (text === q) return;
    const timer = setTimeout(
      () => void navigate({ to: ".", search: { q: text.trim() || undefined }, replace: true }),
      250,
    );
    return () => clearTimeout(timer);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- typing alone starts a search
  }, [text]);
  return (
    <div className={header.search} role="search">
      <IconSearch size={15} className={header.glass} />
      <input
        type="search"
        value={text}
        placeholder={t("contact.search")}
        aria-label={t("contact.search")}
        onChange={event => setText(event.currentTarget.value)}
      />
    </div>
  );
}

const rowHeight = 56;

function People({ q, openId }: { q: string; openId?: string }) {
  const scroller = useRef<HTMLDivElement>(null);
  const query = useInfiniteQuery({
    queryKey: keys.contactList(q),
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<ContactItem>>("/rest/contacts", { q, cursor: pageParam, limit: 50 }, signal),
    initialPageParam: "",
    getNextPageParam: page => page.next ?? undefined,
  });
  const people = query.data?.pages.flatMap(page => page.items) ?? [];
  const rows = useVirtualizer({
    count: people.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 10,
  });
  const drawn = rows.getVirtualItems();
  const last = drawn.at(-1)?.index ?? 0;
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  useEffect(() => {
    if (last >= people.length - 10 && hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [last, people.length, hasNextPage, isFetchingNextPage, fetchNextPage]);

  if (query.isPending) return <Bones />;
  if (query.isError && people.length === 0)
    return <Failed error={query.error} retry={() => void query.refetch()} />;
  if (people.length === 0) {
    return (
      <Empty
        icon={<IconContacts size={20} />}
        title={q ? t("empty.searchTitle", { q }) : t("contact.emptyTitle")}
        text={q ? t("empty.searchText") : t("contact.emptyText")}
      />
    );
  }
  return (
    <div className={classes.scroll} ref={scroller}>
      <ul className={classes.rows} style={{ blockSize: rows.getTotalSize() }}>
        {drawn.map(row => (
          <Person
            key={people[row.index]!.id}
            person={people[row.index]!}
            offset={row.start}
            isOpen={people[row.index]!.id === openId}
          />
        ))}
      </ul>
    </div>
  );
}

function Person({ person, offset, isOpen }: { person: ContactItem; offset: number; isOpen: boolean }) {
  const name = person.name || person.email;
  return (
    <li className={classes.row} style={{ blockSize: rowHeight, transform: `translateY(${offset}px)` }}>
      <Link
        to="/contacts/$contactId"
        params={{ contactId: person.id }}
        search={true}
        className={classes.person}
        aria-current={isOpen ? "page" : undefined}
      >
        <Avatar name={name} size={32} />
        <span className={classes.words}>
          <span className={classes.name} dir="auto">
            {name}
          </span>
          <span className={classes.email}>{person.email}</span>
        </span>
        <span className={classes.end}>
          <Time at={person.createdAt} />
          <span>{t("contact.tickets", { count: person.tickets })}</span>
        </span>
      </Link>
    </li>
  );
}

function Bones() {
  return (
    <div className={classes.bones} role="status" aria-label={t("common.loading")}>
      {Array.from({ length: 10 }, (_, row) => (
        <div key={row} className={classes.bone}>
          <Bone width={32} height={32} round />
          <span className={classes.words}>
            <Bone width={110} />
            <Bone width={160} height={8} />
          </span>
        </div>
      ))}
    </div>
  );
}
