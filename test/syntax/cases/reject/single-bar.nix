true | true
