import cors, { type CorsOptions } from "cors"
import express from "express"

const corsOptions: CorsOptions = {
    origin: true,
    credentials: true,
}

export function createApp() {
    const app = express()
    app.use(cors(corsOptions))
    app.options("*", cors())
    return app
}
