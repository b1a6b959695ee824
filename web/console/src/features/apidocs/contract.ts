/** The contract of the REST API as the server writes it (OpenAPI 3.1), and how this page reads it. */
export interface Contract {
  tags?: { name: string; description?: string }[];
  paths: Record<string, Record<string, RawOperation>>;
  components: { schemas: Record<string, Schema>; responses?: Record<string, Answer> };
}

export interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  description?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  additionalProperties?: Schema | boolean;
}

export interface Parameter {
  name: string;
  in: "path" | "query" | "header" | "cookie";
  required?: boolean;
  schema?: Schema;
}

interface Answer {
  $ref?: string;
  description?: string;
  content?: Record<string, { schema?: Schema }>;
}

interface RawOperation {
  operationId: string;
  summary?: string;
  description?: string;
  tags?: string[];
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema?: Schema }> };
  responses: Record<string, Answer>;
}

export interface Operation extends RawOperation {
  method: string;
  path: string;
}

export interface Section {
  name: string;
  description?: string;
  operations: Operation[];
}

/** The operations under their tags, in the contract's order of tags. */
export function sectionsOf({ tags = [], paths }: Contract): Section[] {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, raw]) => ({ ...raw, path, method: method.toUpperCase() })),
  );
  return tags
    .map(({ name, description }) => ({
      name,
      description,
      operations: operations.filter(operation => operation.tags?.includes(name)),
    }))
    .filter(section => section.operations.length > 0);
}

/** The sections with those operations that hold every word. */
export function found(sections: Section[], q: string): Section[] {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  const holds = (section: Section, one: Operation) => {
    const text = `${one.method} ${one.path} ${one.summary} ${one.description} ${section.name}`.toLowerCase();
    return words.every(word => text.includes(word));
  };
  return sections
    .map(section => ({ ...section, operations: section.operations.filter(one => holds(section, one)) }))
    .filter(section => section.operations.length > 0);
}

const nameOf = (ref: string) => ref.slice(ref.lastIndexOf("/") + 1);

export const resolved = (contract: Contract, schema: Schema): Schema =>
  schema.$ref ? (contract.components.schemas[nameOf(schema.$ref)] ?? {}) : schema;

const typesOf = ({ type }: Schema) => (Array.isArray(type) ? type : type ? [type] : []);

/** A type in a few words: string (date-time), TicketLine[], string or null. */
export function typeName(schema: Schema): string {
  if (schema.$ref) return nameOf(schema.$ref);
  if (schema.items) return `${typeName(schema.items)}[]`;
  const name = typesOf(schema).join(" or ") || "any";
  return schema.format ? `${name} (${schema.format})` : name;
}

export interface Field {
  name: string;
  depth: number;
  type: string;
  required: boolean;
  description?: string;
}

const deepest = 3;

/** Everything in a body, each field with those inside it; a type inside itself is named only. */
export function fieldsOf(contract: Contract, schema: Schema, depth = 0, within: string[] = []): Field[] {
  if (schema.items) return fieldsOf(contract, schema.items, depth, within);
  if (schema.$ref && (within.includes(schema.$ref) || depth > deepest)) return [];
  const inside = schema.$ref ? [...within, schema.$ref] : within;
  const { properties = {}, required = [] } = resolved(contract, schema);
  return Object.entries(properties).flatMap(([name, property]) => [
    {
      name,
      depth,
      type: typeName(property),
      required: required.includes(name),
      description: property.description,
    },
    ...fieldsOf(contract, property, depth + 1, inside),
  ]);
}

/** A value that fits: what must be there, or everything where nothing must. */
export function exampleOf(contract: Contract, schema: Schema, depth = 0): unknown {
  if (schema.items) return [exampleOf(contract, schema.items, depth + 1)];
  const { properties, required = [], ...rest } = resolved(contract, schema);
  if (properties) {
    if (depth > deepest) return {};
    const wanted = Object.entries(properties).filter(
      ([name]) => required.length === 0 || required.includes(name),
    );
    return Object.fromEntries(
      wanted.map(([name, property]) => [name, exampleOf(contract, property, depth + 1)]),
    );
  }
  switch (typesOf(rest)[0]) {
    case "boolean":
      return true;
    case "integer":
    case "number":
      return 1;
    case "object":
      return {};
  }
  if (rest.format === "date-time") return "2026-01-31T09:00:00Z";
  if (rest.format === "uuid") return "01a20198-8f72-749a-9940-0e79f96a6eec";
  return "…";
}

export function bodyOf({ requestBody }: Operation): { type: string; schema: Schema } | null {
  const [type, content] = Object.entries(requestBody?.content ?? {})[0] ?? [];
  return type && content?.schema ? { type, schema: content.schema } : null;
}

export interface Said {
  status: string;
  description: string;
  schema?: Schema;
}

/** What is answered when it works, and last what stands for every refusal. */
export function answersOf(contract: Contract, { responses }: Operation): Said[] {
  return Object.entries(responses).map(([status, answer]) => {
    const { description = "", content = {} } = answer.$ref
      ? (contract.components.responses?.[nameOf(answer.$ref)] ?? {})
      : answer;
    return { status, description, schema: Object.values(content)[0]?.schema };
  });
}

/** The request as it is typed into a shell. */
export function curlOf(contract: Contract, operation: Operation, origin: string): string {
  const body = bodyOf(operation);
  const query = (operation.parameters ?? [])
    .filter(parameter => parameter.in === "query" && parameter.required)
    .map(({ name }) => `${name}=…`)
    .join("&");
  const lines = [
    `curl ${operation.method === "GET" ? "" : `-X ${operation.method} `}'${origin}${operation.path}${query && `?${query}`}'`,
    "-H 'apikey: YOUR-KEY'",
  ];
  if (body?.type === "multipart/form-data") lines.push("-F 'file=@picture.png'");
  else if (body) {
    lines.push("-H 'Content-Type: application/json'");
    lines.push(`-d '${JSON.stringify(exampleOf(contract, body.schema), null, 2)}'`);
  }
  return lines.join(" \\\n  ");
}
