/** Invented people on example domains. */
export const agents = [
  {
    id: "a-ada",
    name: "Ada Owner",
    email: "ada@acme.test",
    role: "owner",
    departments: ["d-support", "d-sales", "d-billing"],
    departmentRoles: { "d-support": "solver", "d-sales": "solver", "d-billing": "solver" },
    customRole: null,
    secondFactor: false,
    state: "active",
    lastSeenAt: null,
    online: true,
  },
  {
    id: "a-kevin",
    name: "Kevin Marsh",
    email: "kevin@acme.test",
    role: "admin",
    departments: ["d-support", "d-sales"],
    departmentRoles: { "d-support": "solver", "d-sales": "solver" },
    customRole: null,
    secondFactor: false,
    state: "active",
    lastSeenAt: "2026-11-22T00:10:00Z",
    online: true,
  },
  {
    id: "a-david",
    name: "David Lund",
    email: "david@acme.test",
    role: "agent",
    departments: ["d-support"],
    departmentRoles: { "d-support": "solver" },
    customRole: null,
    secondFactor: false,
    state: "active",
    lastSeenAt: "2026-11-20T15:00:00Z",
    online: false,
  },
  {
    id: "a-elena",
    name: "Елена Стоянова",
    email: "elena@acme.test",
    role: "agent",
    departments: ["d-support", "d-billing"],
    departmentRoles: { "d-support": "solver", "d-billing": "solver" },
    customRole: null,
    secondFactor: false,
    state: "active",
    lastSeenAt: "2026-11-21T12:00:00Z",
    online: false,
  },
  {
    id: "a-noe",
    name: "Noé Lacroix",
    email: "noe@acme.test",
    role: "agent",
    departments: ["d-billing"],
    departmentRoles: { "d-billing": "solver" },
    customRole: null,
    secondFactor: false,
    state: "invited",
    lastSeenAt: null,
    online: false,
  },
];

const server = "s-main";
export const departments = [
  {
    id: "d-support",
    name: "Support",
    addresses: [
      { id: "x1", address: "support@acme.localhost", name: "Acme Support", builtIn: true },
      { id: "x2", address: "help@acme.test", name: "Acme Support", builtIn: false },
    ],
    outgoingServer: server,
    signature: "<p>Acme Support</p>",
    senderName: "Acme Support",
    position: 0,
    ticketCount: 184,
  },
  {
    id: "d-sales",
    name: "Sales",
    addresses: [{ id: "x3", address: "sales@acme.test", name: "Acme Sales", builtIn: false }],
    outgoingServer: null,
    signature: "",
    senderName: null,
    position: 1,
    ticketCount: 61,
  },
  {
    id: "d-billing",
    name: "Счетоводство",
    addresses: [],
    outgoingServer: null,
    signature: "",
    senderName: null,
    position: 2,
    ticketCount: 55,
  },
];

const names = [
  "Maria Keller",
  "Мария Иванова",
  "Georgi Petrov",
  "Георги Димитров",
  "Camille Moreau",
  "Jean-Baptiste Lefèvre",
  "Sophie Laurent",
  "Priya Raman",
  "Tom Whitfield",
  "Wen Li",
  "Αλέξης Παππάς",
  "Стефка Николова",
  "Oliver Brandt",
  "Inès Dubois",
  "Hana Novák",
  "Ivan Kolev",
  "Лилия Тодорова",
  "Marc-Antoine de la Rochefoucauld-Montbel",
  "Zoë Ellis",
  "Amara Okafor",
  "Petra Lind",
  "Diego Rey",
  "Красимира Александрова-Христова",
  "Ben",
  "noreply",
];
const domains = ["example.org", "example.com", "acme.test"];

const latin = (name: string) =>
  name
    .normalize("NFD")
    .replace(/[^a-zA-Z ]/g, "")
    .trim()
    .toLowerCase()
    .replace(/ +/g, ".");

export const contacts = names.map((name, index) => ({
  id: `c-${index}`,
  name: name === "noreply" ? null : name,
  email: `${latin(name) || `person${index}`}@${domains[index % 2]}`,
  createdAt: new Date(Date.now() - (index + 3) * 9 * 86_400_000).toISOString(),
  timezone: index % 3 === 0 ? "Europe/Sofia" : null,
  note: index === 0 ? "Prefers short answers. Uses the shop of the Lyon branch." : "",
}));
