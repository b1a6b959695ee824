import type { Address, FileRef } from "@havendesk/shared/api";

interface Written {
  to: Address[];
  cc: Address[];
  bcc: Address[];
  attachments: FileRef[];
}

/** Recipients and files as the server takes them: every recipient has a name, if an empty one; files are their ids. */
export const onWire = ({ to, cc, bcc, attachments }: Written) => ({
  to: to.map(named),
  cc: cc.map(named),
  bcc: bcc.map(named),
  attachments: attachments.map(({ id }) => id),
});

const named = ({ name, email }: Address) => ({ name: name ?? "", email });
