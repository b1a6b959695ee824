import { t } from "@havendesk/shared/i18n";
import { Bone, Failed } from "@havendesk/shared/ui";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useMemo, useRef } from "react";
import { useSession } from "../../session/session";
import { useInbox } from "../inbox";
import { prefetchTicket } from "../thread/useTicket";
import { NoTickets } from "./NoTickets";
import { TicketRow } from "./TicketRow";
import classes from "./TicketList.module.css";
import type { useTicketList } from "./useTicketList";

const rowHeight = { comfortable: 62, compact: 50 };

interface Props {
  list: ReturnType<typeof useTicketList>;
  within: boolean;
}

/** The tickets of the view. Only the rows in sight are drawn; the next ones are fetched before they are reached. */
export function TicketList({ list, within }: Props) {
  const inbox = useInbox();
  const { items, hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  const height = rowHeight[useSession().agent.density] ?? rowHeight.comfortable;
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: items.length + (hasNextPage ? 3 : 0),
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    getItemKey: index => items[index]?.id ?? `more-${index}`,
    overscan: 8,
    initialRect: { width: 360, height: 900 },
  });
  useEffect(() => rows.measure(), [rows, height]);

  const drawn = rows.getVirtualItems();
  const last = drawn.at(-1)?.index ?? 0;
  useEffect(() => {
    if (last >= items.length - 12 && hasNextPage && !isFetchingNextPage && !list.isError)
      void fetchNextPage();
  }, [last, items.length, hasNextPage, isFetchingNextPage, fetchNextPage, list.isError]);

  useCursorInSight(rows, scroller.current);
  const search = useMemo(() => ({ q: inbox.q || undefined, within: within || undefined }), [inbox.q, within]);
  const reachable = items.some(item => item.id === inbox.cursor) ? inbox.cursor : items[0]?.id;

  if (list.isPending) return <ListSkeleton height={height} />;
  if (list.isError && items.length === 0)
    return <Failed error={list.error} retry={() => void list.refetch()} />;
  if (items.length === 0) return <NoTickets view={inbox.view} q={inbox.q} />;
  return (
    <div className={classes.pane}>
      {list.arrived > 0 && (
        <button
          type="button"
          className={classes.pill}
          onClick={() => {
            scroller.current?.scrollTo({ top: 0 });
            list.showArrived();
          }}
        >
          {t("list.arrived", { count: list.arrived })}
        </button>
      )}
      <div
        ref={scroller}
        className={classes.scroll}
        onScroll={event => list.atTop(event.currentTarget.scrollTop < 24)}
        data-testid="tickets"
      >
        <div
          className={classes.rows}
          role="list"
          aria-label={t("list.label")}
          style={{ blockSize: rows.getTotalSize() }}
        >
          {drawn.map(row => {
            const ticket = items[row.index];
            if (!ticket) return <BoneRow key={row.key} height={height} offset={row.start} />;
            return (
              <TicketRow
                key={row.key}
                ticket={ticket}
                view={inbox.view}
                search={search}
                height={height}
                offset={row.start}
                isCursor={inbox.cursor === ticket.id}
                isOpen={inbox.openId === ticket.id}
                isSelected={inbox.selected.has(ticket.id)}
                isChoosing={inbox.selected.size > 0}
                isReachable={ticket.id === reachable}
                onSelect={inbox.select}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}

/** Brings the row that the keys moved to into sight, gives it the focus if the list has it, and fetches what is next. */
function useCursorInSight(
  rows: ReturnType<typeof useVirtualizer<HTMLDivElement, Element>>,
  scroller: HTMLDivElement | null,
) {
  const { items, cursor, openId } = useInbox();
  const index = items.findIndex(item => item.id === cursor);
  const next = items[index + 1]?.id;
  useEffect(() => {
    if (index < 0) return;
    rows.scrollToIndex(index, { align: "auto" });
    const frame = requestAnimationFrame(() => {
      const isFree = document.activeElement === document.body || scroller?.contains(document.activeElement);
      if (isFree)
        scroller?.querySelector<HTMLElement>(`[data-ticket="${cursor}"]`)?.focus({ preventScroll: true });
    });
    return () => cancelAnimationFrame(frame);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only when the cursor moves, not when rows come in above it
  }, [cursor, index < 0]);
  useEffect(() => {
    if (openId && next) {
      const timer = setTimeout(() => prefetchTicket(next), 400);
      return () => clearTimeout(timer);
    }
  }, [openId, next]);
}

function ListSkeleton({ height }: { height: number }) {
  return (
    <div className={classes.bones} aria-busy aria-label={t("common.loading")} role="status">
      {Array.from({ length: 12 }, (_, row) => (
        <BoneRow key={row} height={height} width={`${88 - ((row * 37) % 41)}%`} />
      ))}
    </div>
  );
}

function BoneRow({ height, offset, width = "76%" }: { height: number; offset?: number; width?: string }) {
  const placed =
    offset === undefined
      ? {}
      : ({ position: "absolute", insetInline: 0, transform: `translateY(${offset}px)` } as const);
  return (
    <div className={classes.boneRow} style={{ blockSize: height, ...placed }} aria-hidden>
      <Bone width={14} height={14} round />
      <Bone width={120} />
      <Bone width={34} height={8} />
      <Bone width={width} height={9} />
    </div>
  );
}
