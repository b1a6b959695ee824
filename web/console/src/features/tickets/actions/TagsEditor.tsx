import { api, type Ticket } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { Picker, reasonOf, toast } from "@havendesk/shared/ui";
import { IconTag } from "@havendesk/shared/ui/icons";
import clsx from "clsx";
import { keys, queries } from "../../../app/queries";
import classes from "../thread/TicketHeader.module.css";
import { changeLists, changeTicket, type TicketPages } from "./cache";

/** The tags of a ticket: pick among those in use, or type a new one. */
export function TagsEditor({ ticket }: { ticket: Ticket }) {
  const { tags } = ticket;
  const toggle = (tag: string) =>
    void retag(ticket, tags.includes(tag) ? tags.filter(other => other !== tag) : [...tags, tag]);
  return (
    <Picker
      label={t("ticket.tags")}
      choices={[...new Set([...tags, ...tagsInUse()])].map(tag => ({ value: tag, label: tag }))}
      chosen={tags}
      many
      searchable
      onPick={toggle}
      onCreate={toggle}
    >
      {open => (
        <button
          type="button"
          className={clsx(classes.pick, tags.length === 0 && classes.quiet)}
          onClick={open}
          aria-label={t("ticket.editTags", { tags: tags.join(", ") })}
        >
          <IconTag size={15} />
          {tags.length === 0 && <span>{t("ticket.addTag")}</span>}
          {tags.slice(0, 3).map(tag => (
            <span key={tag} className={classes.tag} dir="auto">
              {tag}
            </span>
          ))}
          {tags.length > 3 && <span className={classes.tag}>+{tags.length - 3}</span>}
        </button>
      )}
    </Picker>
  );
}

/** The tags of the tickets that are loaded: those one is likely to want. */
function tagsInUse(): string[] {
  const lists = queries.getQueriesData<TicketPages>({ queryKey: keys.lists });
  const tags = lists.flatMap(
    ([, data]) => data?.pages.flatMap(page => page.items.flatMap(item => item.tags)) ?? [],
  );
  return [...new Set(tags)].sort((a, b) => a.localeCompare(b));
}

async function retag(ticket: Ticket, tags: string[]) {
  const show = (shown: string[]) => {
    changeTicket(ticket.id, open => ({ ...open, tags: shown }));
    changeLists(items => items.map(item => (item.id === ticket.id ? { ...item, tags: shown } : item)));
  };
  show(tags);
  try {
    await api.put(`/rest/tickets/${ticket.id}/tags`, { tags });
  } catch (error) {
    show(ticket.tags);
    toast(t("done.failed", { reason: reasonOf(error) }), { tone: "bad" });
  }
}
