import { render } from "@react-email/render";
import { Welcome } from "./welcome";

export async function welcome(user: User): Promise<string> {
  try {
    return await render(<Welcome name={user.name} />);
  } catch {
    return "";
  } finally {
    track(user).catch(() => {});
  }
}

export const Preview = () => <Welcome name="Ada" onError={() => {}} />;
