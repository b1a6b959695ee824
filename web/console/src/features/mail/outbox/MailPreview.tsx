import { api, type OutboxMail, type OutboxPreview } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { Bone, Failed, Modal, SimpleHtml } from "@havendesk/shared/ui";
import { useQuery } from "@tanstack/react-query";
import { keys } from "../../../app/queries";
import classes from "../../tickets/thread/Message.module.css";

/** What a mail says, without sending it. */
export function MailPreview({ mail, onClose }: { mail: OutboxMail; onClose: () => void }) {
  const { data, error } = useQuery({
    queryKey: [...keys.outbox, "one", mail.id],
    queryFn: ({ signal }) => api.get<OutboxPreview>(`/rest/outbox/${mail.id}`, {}, signal),
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={mail.subject}
      size="lg"
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      {error && <Failed error={error} />}
      {!data && !error && <Bone width="60%" />}
      {data?.html && <SimpleHtml html={data.html} className={classes.html} />}
      {data && !data.html && <p className={classes.text}>{data.text}</p>}
    </Modal>
  );
}
