import { bus } from "./bus"

export function emit(event) {
	try { bus.emit(event) } catch {}
	bus.flush().catch(() => {})
	try {
		bus.drain()
	} catch (e) {
		// gone
	}
}
emit("up").catch(() => {})