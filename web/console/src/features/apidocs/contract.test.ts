import { describe, expect, it } from "vitest";
import {
  answersOf,
  curlOf,
  exampleOf,
  fieldsOf,
  found,
  sectionsOf,
  typeName,
  type Contract,
} from "./contract";

const contract: Contract = {
  tags: [{ name: "Tickets" }, { name: "Files" }, { name: "Empty" }],
  paths: {
    "/rest/tickets/{id}/replies": {
      post: {
        operationId: "reply",
        summary: "Answers the customer",
        tags: ["Tickets"],
        parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
        requestBody: {
          content: { "application/json": { schema: { $ref: "#/components/schemas/NewReply" } } },
        },
        responses: {
          "201": { description: "Created", content: { "application/json": { schema: { type: "string" } } } },
          default: { $ref: "#/components/responses/Problem" },
        },
      },
    },
    "/rest/files": {
      post: {
        operationId: "upload",
        summary: "Stores a file",
        tags: ["Files"],
        requestBody: { content: { "multipart/form-data": { schema: { type: "object" } } } },
        responses: {},
      },
    },
  },
  components: {
    schemas: {
      NewReply: {
        type: "object",
        required: ["html"],
        properties: {
          html: { type: "string" },
          to: { type: ["array", "null"], items: { $ref: "#/components/schemas/Recipient" } },
          answers: { $ref: "#/components/schemas/NewReply" },
        },
      },
      Recipient: {
        type: "object",
        properties: { email: { type: "string" }, at: { type: "string", format: "date-time" } },
      },
    },
    responses: { Problem: { description: "Refused" } },
  },
};
const sections = sectionsOf(contract);
const reply = sections[0]!.operations[0]!;

describe("the contract", () => {
  it("is read under its tags, without empty ones", () => {
    expect(sections.map(({ name }) => name)).toEqual(["Tickets", "Files"]);
  });

  it("is searched by every word, wherever it stands", () => {
    const ids = (q: string) =>
      found(sections, q).flatMap(({ operations }) => operations.map(({ operationId }) => operationId));
    expect(ids("")).toEqual(["reply", "upload"]);
    expect(ids("post customer")).toEqual(["reply"]);
    expect(ids("FILES")).toEqual(["upload"]);
    expect(ids("nothing")).toEqual([]);
  });

  it("names types in few words", () => {
    expect(typeName({ type: ["string", "null"], format: "uuid" })).toBe("string or null (uuid)");
    expect(typeName({ type: "array", items: { $ref: "#/components/schemas/Recipient" } })).toBe(
      "Recipient[]",
    );
    expect(typeName({})).toBe("any");
  });

  it("shows what lies in a body, and stops where a type holds itself", () => {
    const fields = fieldsOf(contract, { $ref: "#/components/schemas/NewReply" });
    expect(
      fields.map(({ name, depth, required }) => `${"-".repeat(depth)}${name}${required ? "*" : ""}`),
    ).toEqual(["html*", "to", "-email", "-at", "answers"]);
  });

  it("makes an example of what must be there, and of everything where nothing must", () => {
    expect(exampleOf(contract, { $ref: "#/components/schemas/NewReply" })).toEqual({ html: "…" });
    expect(exampleOf(contract, { $ref: "#/components/schemas/Recipient" })).toEqual({
      email: "…",
      at: "2026-01-31T09:00:00Z",
    });
  });

  it("writes the request for a shell", () => {
    expect(curlOf(contract, reply, "https://acme.test"))
      .toBe(`curl -X POST 'https://acme.test/rest/tickets/{id}/replies' \\
  -H 'apikey: YOUR-KEY' \\
  -H 'Content-Type: application/json' \\
  -d '{
  "html": "…"
}'`);
    expect(curlOf(contract, sections[1]!.operations[0]!, "https://acme.test")).toContain("-F 'file=@");
  });

  it("tells what is answered, and what stands for every refusal", () => {
    expect(answersOf(contract, reply)).toEqual([
      { status: "201", description: "Created", schema: { type: "string" } },
      { status: "default", description: "Refused", schema: undefined },
    ]);
  });
});
