import { bus } from "./bus"
import { log } from "../log"

export function emit(event) {
	try {
		bus.emit(event)
	} catch (e) {
		log.warn({ err: e }, "emit: bus.emit failed")
	}
	bus.flush().catch((e) => {
		log.warn({ err: e }, "emit: bus.flush failed")
	})
	try {
		bus.drain()
	} catch (e) {
		// gone
		log.warn({ err: e }, "emit: bus.drain failed")
	}
}
emit("up").catch((e) => {
	log.warn({ err: e }, "emit failed")
})