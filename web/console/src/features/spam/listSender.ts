import { api, type ListedSender, type SenderSide } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { toast } from "@havendesk/shared/ui";
import { keys, queries } from "../../app/queries";
import { attempt } from "../rooms/useSaving";

const stale = () => queries.invalidateQueries({ queryKey: keys.spamSenders });

/**
 * Puts a sender on a list; whoever was on the other is moved. The toast takes them off again, or back to where they were.
 *
 * @throws Problem when the server refuses, as for what is no sender
 */
export async function listSender(side: SenderSide, sender: string, was?: SenderSide): Promise<ListedSender> {
  const added = await api.post<ListedSender>("/rest/spam/senders", { side, sender });
  const undo = () =>
    was && was !== side
      ? api.post("/rest/spam/senders", { side: was, sender: added.sender })
      : api.delete(`/rest/spam/senders/${added.id}`);
  toast(
    side === "allow"
      ? t("spam.allowed", { sender: added.sender })
      : t("spam.blocked", { sender: added.sender }),
    {
      action:
        was === side
          ? undefined
          : { label: t("common.undo"), run: () => void attempt(undo, { stale: keys.spamSenders }) },
    },
  );
  void stale();
  return added;
}

/** Takes a sender off their list, with a way back. */
export async function unlistSender({ id, side, sender }: ListedSender): Promise<void> {
  await api.delete(`/rest/spam/senders/${id}`);
  toast(t("spam.unlisted", { sender }), {
    action: {
      label: t("common.undo"),
      run: () =>
        void attempt(() => api.post("/rest/spam/senders", { side, sender }), { stale: keys.spamSenders }),
    },
  });
  void stale();
}
