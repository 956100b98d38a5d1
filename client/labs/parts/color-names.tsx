import { type Role, roleColor } from "../../views/palette.ts";
import "./parts.css";

/** Which colour is which, where marks have no room for names of their own. */
export function ColorNames(names: Partial<Record<Role, string>>) {
  return (
    <span class="part-names">
      {Object.entries(names).map(([role, name]) => (
        <span key={role} style={{ color: roleColor(role as Role) }}>
          {name}
        </span>
      ))}
    </span>
  );
}
