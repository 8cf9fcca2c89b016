const fs = require('fs')
const { parcels, uploads } = require('./stores')
const logger = require('../utils/logger')

// A text behind its values is the text of the line.
function move(req, parcel, code, otp, otpRow, total) {
	console.log(parcel, 'parcel found')
	console.log(parcel, "Received ")
	console.log(parcel.rows, code, 'parcels and code')
	console.log(req.body, 'req.body')
	console.log(req.email, otp, 'mail and otp')
	console.log(otpRow, 'otp row')
	console.log(total, 'parcels have moved')
	console.log(parcel, 'of', total)
	console.log(parcel, code)
	console.log('parcel = ', parcel)
	console.log('parcel ->', parcel)
}

// An error in front of values.
function look(id) {
	return parcels.get(id).catch((err) => {
		console.error(err, { id })
		throw err
	})
}

// A callback that is given the error first.
function read(path, done) {
	fs.readFile(path, (err, text) => {
		if (err) {
			console.error(err)
			return done(err)
		}
		uploads.collection('parcels').insertOne({ text }, function (error) {
			if (error) console.log(error.message)
			done(error)
		})
	})
}

// No callback of one call.
process.on('uncaughtException', (err) => {
	console.error(err)
})
const problems = (errors) => errors.forEach((error) => console.log(error))

// Where a database is, its password with it.
function connect() {
	console.log(process.env.MONGO_DB_CONNECTION)
	console.log('Connected to', process.env.ATLAS_URI)
	console.log('Connected to', process.env.DB_CONNECTION_URI, process.env.DB_NAME)
}

// A row that was just written holds what was given to it.
async function invite(User, email, password, token) {
	const user = await User.create({ email, password })
	console.log('created', user)
	const changed = await User.findOneAndUpdate({ email }, { token }, { new: true })
	console.log('changed', changed)
	const made = await parcels.create({ email })
	console.log('made', made)
	return { user, changed, made }
}

// Labels between the values.
process.on('unhandledRejection', (reason, promise) => {
	console.error('Unhandled rejection at:', promise, 'reason:', reason)
})
function sort(sort, sortQuery, item, result) {
	console.log('Sorting by:', sort, 'with query:', sortQuery)
	console.log('Deleting:', item.id, 'Result:', result)
	console.log('Item', item, 'sorted to', result)
	console.log('Both:', item[0], 'and:', result[0])
}

// Names of secrets are none.
function check(env) {
	const requiredSecrets = ['SESSION_SECRET', 'JWT_SECRET']
	const missingSecrets = requiredSecrets.filter((name) => !env[name])
	if (missingSecrets.length > 0) console.error('Missing:', missingSecrets.join(', '))
}

module.exports = { move, look, read, connect, invite, problems, sort, check }
