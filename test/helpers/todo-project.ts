import { repository, type Repository } from './repository.ts';

export const APP = `from fastapi import FastAPI

app = FastAPI()


@app.get("/")
def root():
    print("hello there")
    return {}


@app.get("/other")
def other():
    try:
        return work()
    except Exception:
        pass
`;
export const LIST = '# Go live\n\n## Logging\n\n- [ ] Replace print statements (`app.py:90`)\n- [ ] No silent `except Exception: pass`\n- [x] Remove `console.log`, `print()`\n\n## Rest\n\n- [ ] Zzyzx\n';

/** A repository of a server with a checklist, and more files. */
export function todoProject(more: { readonly [path: string]: string | Uint8Array } = {}): Repository {
  return repository({ 'app.py': APP, 'requirements.txt': 'fastapi\n', 'TODO.md': LIST, ...more });
}
