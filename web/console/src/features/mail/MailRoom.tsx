export function MailRoom() {
  return null;
}
export function MailSection() {
  return null;
}
