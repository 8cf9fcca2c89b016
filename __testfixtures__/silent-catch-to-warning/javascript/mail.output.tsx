import { render } from "@react-email/render";
import { Welcome } from "./welcome";
import { log } from "../log";

export async function welcome(user: User): Promise<string> {
  try {
    return await render(<Welcome name={user.name} />);
  } catch (err) {
    log.warn({ err }, "welcome: render failed");
    return "";
  } finally {
    track(user).catch((err: unknown) => {
      log.warn({ err }, "welcome: track failed");
    });
  }
}

export const Preview = () => <Welcome name="Ada" onError={() => {}} />;
