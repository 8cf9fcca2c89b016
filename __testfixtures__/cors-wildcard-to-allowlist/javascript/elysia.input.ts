import { cors } from '@elysiajs/cors'
import { Elysia } from 'elysia'

const app = new Elysia()
  .use(cors())
  .use(cors({ origin: () => true }))
  .get('/', () => 'ok')
  .listen(3000)
