import { normalisePhone } from "@zhongshu/http";
import { ok, type Refusal, type Result, type Seal } from "@zhongshu/kernel";
import type { System } from "@zhongshu/server";

export const ADMIN_NAME = "管理员";

/** Makes the phone's holder an administrator; one who is already stays as they are. */
export async function admit(
  { asTenant, tenancy }: Pick<System, "asTenant" | "tenancy">,
  seal: Seal,
  phone: string,
  name: string = ADMIN_NAME,
): Promise<Result<{ readonly phone: string; readonly added: boolean }, Refusal>> {
  return asTenant(seal, async (ctx) => {
    const members = await tenancy.listMembers(ctx);
    if (!members.ok) return members;
    const typed = normalisePhone(phone);
    const there = members.value.find((each) => each.phone === typed && each.role === "admin");
    if (there !== undefined) return ok({ phone: there.phone, added: false });
    const added = await tenancy.addMember(ctx, { phone, name, role: "admin", shops: [] });
    return added.ok ? ok({ phone: added.value.phone, added: true }) : added;
  });
}
