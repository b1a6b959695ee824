import { t } from "@havendesk/shared/i18n";
import { IconButton, Keys } from "@havendesk/shared/ui";
import { IconChevronDown, IconSearch, IconWrite, IconX } from "@havendesk/shared/ui/icons";
import { ActionIcon, Drawer, Tooltip } from "@mantine/core";
import { Link, useNavigate } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { nameOfView, useViews } from "../useViews";
import { ViewsNav } from "../ViewsNav";
import classes from "./ListHeader.module.css";

interface Props {
  view: string;
  q: string;
  within: boolean;
}

/** Where one is, a new conversation, and the search. */
export function ListHeader({ view, q, within }: Props) {
  const { data } = useViews();
  const name = nameOfView(view, data?.items);
  const [choosing, setChoosing] = useState(false);
  return (
    <div className={classes.header}>
      <div className={classes.top}>
        <h1 className={classes.title}>
          <bdi>{name}</bdi>
        </h1>
        <h1 className={classes.views}>
          <button
            type="button"
            className={classes.viewsButton}
            onClick={() => setChoosing(true)}
            aria-haspopup="dialog"
          >
            <span className={classes.title}>
              <bdi>{name}</bdi>
            </span>
            <IconChevronDown size={15} />
          </button>
        </h1>
        <Tooltip label={<Keys text={t("compose.new")} keys="c" />}>
          <ActionIcon component={Link} to={`/inbox/${view}/new`} aria-label={t("compose.new")}>
            <IconWrite size={18} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
      </div>
      <SearchField key={view} q={q} within={within} name={name} />
      <Drawer
        opened={choosing}
        onClose={() => setChoosing(false)}
        title={t("view.label")}
        size={280}
        padding="xs"
        closeButtonProps={{ "aria-label": t("common.close") }}
      >
        <ViewsNav onPick={() => setChoosing(false)} />
      </Drawer>
    </div>
  );
}

/** Typing searches; the words stand in the address, so that a search can be linked. */
function SearchField({ q, within, name }: Omit<Props, "view"> & { name: string }) {
  const navigate = useNavigate();
  const [text, setText] = useState(q);
  const field = useRef<HTMLInputElement>(null);
  const asked = useRef(q);
  const go = (next: string, inView = within) => {
    asked.current = next;
    void navigate({
      to: ".",
      search: { q: next || undefined, within: (next && inView) || undefined },
      replace: true,
    });
  };

  // The answer to what was typed comes while more is being typed; only words from elsewhere are put into the field.
  useEffect(() => {
    if (q !== asked.current) setText(q);
    asked.current = q;
  }, [q]);
  useEffect(() => {
    if (text.trim() === q) return;
    const timer = setTimeout(() => go(text.trim()), 250);
    return () => clearTimeout(timer);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- typing alone starts a search
  }, [text]);

  return (
    <>
      <div className={classes.search} role="search">
        <IconSearch size={15} className={classes.glass} />
        <input
          ref={field}
          id="search"
          type="search"
          value={text}
          placeholder={t("search.placeholder")}
          aria-label={t("search.placeholder")}
          onChange={event => setText(event.currentTarget.value)}
          onKeyDown={event => {
            if (event.key === "Enter") go(text.trim());
            if (event.key !== "Escape") return;
            setText("");
            go("");
            field.current?.blur();
          }}
        />
        <span className={classes.end}>
          {text ? (
            <IconButton label={t("search.clear")} size={24} onClick={() => (setText(""), go(""))}>
              <IconX size={14} />
            </IconButton>
          ) : (
            <span className={classes.hint}>
              <Keys keys="/" />
            </span>
          )}
        </span>
      </div>
      {q && (
        <div className={classes.scope} role="group" aria-label={t("search.scope")}>
          <button type="button" aria-pressed={!within} onClick={() => go(q, false)}>
            {t("search.everywhere")}
          </button>
          <button type="button" aria-pressed={within} onClick={() => go(q, true)}>
            {t("search.within", { view: name })}
          </button>
        </div>
      )}
    </>
  );
}
