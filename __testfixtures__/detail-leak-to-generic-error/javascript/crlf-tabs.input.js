exports.run = async (req, res) => {
	try {
		res.json(await work());
	} catch (err) {
		res.status(500).json({
			error: "Failed to run it", // shown
			details: err.message, // why
		});
	}
};

exports.last = async (req, res) => {
	try {
		res.json(await work());
	} catch (err) {
		console.error("last", err); res.status(500).json({ message: "It failed", error: err.message });
	}
};