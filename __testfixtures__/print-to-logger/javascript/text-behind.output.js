const fs = require('fs')
const { parcels, uploads } = require('./stores')
const logger = require('../utils/logger')

// A text behind its values is the text of the line.
function move(req, parcel, code, otp, otpRow, total) {
	logger.info({ parcel }, 'parcel found')
	logger.info({ parcel }, "Received")
	logger.info({ rows: parcel.rows, code }, 'parcels and code')
	logger.info({ body: '[redacted]' }, 'req.body')
	logger.info({ email: req.email, otp: '[redacted]' }, 'mail and otp')
	logger.info({ otpRow: '[redacted]' }, 'otp row')
	logger.info(`${total} parcels have moved`)
	console.log(parcel, 'of', total)
	logger.info({ parcel, code }, 'move')
	logger.info({ parcel }, 'parcel')
	logger.info({ parcel }, 'parcel')
}

// An error in front of values.
function look(id) {
	return parcels.get(id).catch((err) => {
		logger.error({ err, id }, 'look: parcels.get failed')
		throw err
	})
}

// A callback that is given the error first.
function read(path, done) {
	fs.readFile(path, (err, text) => {
		if (err) {
			logger.error({ err }, 'read: fs.readFile failed')
			return done(err)
		}
		uploads.collection('parcels').insertOne({ text }, function (error) {
			if (error) logger.error({ err: error }, 'read: uploads.collection().insertOne failed')
			done(error)
		})
	})
}

// No callback of one call.
process.on('uncaughtException', (err) => {
	logger.error({ err }, 'Unhandled error')
})
const problems = (errors) => errors.forEach((error) => logger.error({ err: error }, 'Unhandled error'))

// Where a database is, its password with it.
function connect() {
	console.log(process.env.MONGO_DB_CONNECTION)
	logger.info({ ATLAS_URI: '[redacted]' }, 'Connected to')
	logger.info({ DB_CONNECTION_URI: '[redacted]', DB_NAME: process.env.DB_NAME }, 'Connected to')
}

// A row that was just written holds what was given to it.
async function invite(User, email, password, token) {
	const user = await User.create({ email, password })
	logger.info({ user: '[redacted]' }, 'created')
	const changed = await User.findOneAndUpdate({ email }, { token }, { new: true })
	logger.info({ changed: '[redacted]' }, 'changed')
	const made = await parcels.create({ email })
	logger.info({ made }, 'made')
	return { user, changed, made }
}

// Labels between the values.
process.on('unhandledRejection', (reason, promise) => {
	logger.error({ err: reason, promise }, 'Unhandled rejection at')
})
function sort(sort, sortQuery, item, result) {
	logger.info({ sort, sortQuery }, 'Sorting by')
	logger.info({ id: item.id, result }, 'Deleting')
	console.log('Item', item, 'sorted to', result)
	console.log('Both:', item[0], 'and:', result[0])
}

// Names of secrets are none.
function check(env) {
	const requiredSecrets = ['SESSION_SECRET', 'JWT_SECRET']
	const missingSecrets = requiredSecrets.filter((name) => !env[name])
	if (missingSecrets.length > 0) logger.error({ missingSecrets: missingSecrets.join(', ') }, 'Missing')
}

module.exports = { move, look, read, connect, invite, problems, sort, check }
