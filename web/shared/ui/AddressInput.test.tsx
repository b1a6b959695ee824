import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { beforeAll, describe, expect, it } from "vitest";
import type { Address } from "../api";
import { learn } from "../i18n";
import { AddressInput, addressesIn } from "./AddressInput";

beforeAll(() => learn("en"));

function Field() {
  const [value, setValue] = useState<Address[]>([]);
  return <AddressInput label="To" value={value} onChange={setValue} />;
}

describe("a line of addresses", () => {
  it("is read with and without names", () => {
    expect(addressesIn('"Ada Owner" <ada@acme.test>, bob@acme.test; Мария <maria@example.org>')).toEqual([
      { name: "Ada Owner", email: "ada@acme.test" },
      { email: "bob@acme.test" },
      { name: "Мария", email: "maria@example.org" },
    ]);
  });

  it("becomes tokens while one types, and says which is none", async () => {
    const user = userEvent.setup();
    render(<Field />);
    await user.type(screen.getByLabelText("To"), "ada@acme.test,nobody{Enter}");
    expect(screen.getByRole("button", { name: "Remove ada@acme.test" })).toBeTruthy();
    expect(screen.getByTitle("nobody is not a mail address")).toBeTruthy();
    await user.type(screen.getByLabelText("To"), "{Backspace}");
    expect(screen.queryByText("nobody")).toBeNull();
  });

  it("takes an address once", async () => {
    const user = userEvent.setup();
    render(<Field />);
    await user.type(screen.getByLabelText("To"), "ada@acme.test,ADA@acme.test,");
    expect(screen.getAllByRole("button")).toHaveLength(1);
  });
});
