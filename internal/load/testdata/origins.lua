-- From each of so many places anywhere in Delaware to each of the others.
math.randomseed(1)
request = function()
	local all = {}
	for i = 1, 50 do
		all[i] = string.format("%.5f,%.5f", -75.72 + math.random() * 0.25, 38.5 + math.random() * 1.15)
	end
	return wrk.format("GET", wrk.path .. "origins=" .. table.concat(all, ";"))
end
