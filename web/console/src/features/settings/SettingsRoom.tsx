export function SettingsRoom() {
  return null;
}
export function SettingsSection() {
  return null;
}
