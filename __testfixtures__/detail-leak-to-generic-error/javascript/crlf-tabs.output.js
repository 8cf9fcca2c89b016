exports.run = async (req, res) => {
	try {
		res.json(await work());
	} catch (err) {
		console.error("Failed to run it", err);
		res.status(500).json({
			error: "Failed to run it", // shown
		});
	}
};

exports.last = async (req, res) => {
	try {
		res.json(await work());
	} catch (err) {
		console.error("last", err); res.status(500).json({ message: "It failed", error: "It failed" });
	}
};