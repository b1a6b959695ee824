import { t } from "@havendesk/shared/i18n";
import { Keys, Modal } from "@havendesk/shared/ui";
import { useMay } from "../session/session";
import classes from "./KeyMap.module.css";

/** All keys on one page. */
export function KeyMap({ onClose }: { onClose: () => void }) {
  const may = useMay();
  const groups = [
    {
      title: t("keys.move"),
      keys: [
        ["j", t("keys.next")],
        ["k", t("keys.previous")],
        ["Enter", t("keys.open")],
        ["Esc", t("keys.back")],
        ["/", t("keys.search")],
        ["x", t("keys.select")],
      ],
    },
    {
      title: t("keys.ticket"),
      keys: [
        ["r", t("reply.reply")],
        ["R", t("reply.replyAll")],
        ["n", t("reply.note")],
        ["e", t("action.resolve")],
        ["a", t("action.assign")],
        ["s", t("action.postpone")],
        ["u", t("action.unread")],
        ["#", t("action.delete")],
        ["!", t("action.spam")],
        ["h", t("action.notSpam")],
        ["z", t("common.undo")],
      ],
    },
    {
      title: t("keys.everywhere"),
      keys: [
        ["Ctrl K", t("keys.spotlight")],
        ["c", t("compose.new")],
        ["Ctrl Enter", t("reply.send")],
        ["g i", t("shell.inbox")],
        ["g m", t("view.mine")],
        ["g u", t("view.unassigned")],
        ["g a", t("view.all")],
        ["g c", t("shell.contacts")],
        ...(may("settings.manage") ? ([["g o", t("mail.outbox")]] as const) : []),
        ["g s", t("shell.settings")],
        ["?", t("account.keys")],
      ],
    },
  ] as const;
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("account.keys")}
      size={800}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <div className={classes.groups}>
        {groups.map(group => (
          <section key={group.title}>
            <h3 className={classes.title}>{group.title}</h3>
            <dl className={classes.keys}>
              {group.keys.map(([keys, words]) => (
                <div key={keys} className={classes.line}>
                  <dt>{words}</dt>
                  <dd>
                    <Keys keys={keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}
